import { assert } from '@open-wc/testing';
import { standalone } from './modes/standalone.ts';
import type { RunningAlone } from './modes/standalone.ts';
import { letEscape } from './uncaught.ts';

async function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'no error',
    (error: Error) => error.message,
  );
}

describe('a plugin in a page of its own, when the server is not reached', () => {
  let running: RunningAlone;
  let listenAgain: () => void;

  beforeEach(async () => {
    listenAgain = letEscape();
    running = await standalone.open();
  });
  afterEach(async () => {
    await running.leftovers();
    listenAgain();
  });

  it('reads on what was prepared of its patient, by the same calls, and is told how old it is', async () => {
    const online = await running.tell('search', 'Observation');
    assert.deepEqual(await running.tell('prepare', ['Observation']), []);
    assert.deepEqual(await running.tell('held'), ['Observation']);
    const age = await running.tell('age', 'Observation/pulse-a');
    running.setReached(false);
    assert.sameMembers((await running.tell('search', 'Observation')) as string[], online as string[]);
    assert.equal(await running.tell('age', 'Observation/pulse-a'), age);
  });

  it('is told what is not held, and that another patient is refused before anything is looked up', async () => {
    await running.tell('prepare', ['Observation']);
    running.setReached(false);
    assert.equal(await codeOf(running.tell('read', 'Observation/never-seen')), 'not-held');
    assert.equal(await codeOf(running.tell('read', 'Patient/b')), 'wrong-patient');
    assert.equal(await codeOf(running.tell('search', 'Condition')), 'denied');
  });

  it('prepares nothing for which it has no right, and nothing once the lease is over', async () => {
    assert.equal(await codeOf(running.tell('prepare', ['Condition'])), 'denied');
    await running.endLease();
    assert.equal(await codeOf(running.tell('prepare', ['Observation'])), 'stale-context');
  });
});
