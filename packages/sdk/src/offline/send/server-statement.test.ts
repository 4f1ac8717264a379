import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SamspilError } from '../../errors.ts';
import type { SamspilErrorCode } from '../../errors.ts';
import { ServerStatement } from './server-statement.ts';

const STATEMENT = { resourceType: 'CapabilityStatement', status: 'active', kind: 'instance' } as never;

/** A server that answers these in turn, the last one from then on. */
function serverOf(...answers: ('statement' | SamspilErrorCode)[]) {
  let asked = 0;
  const client = {
    capabilities: async () => {
      const answer = answers[Math.min(asked++, answers.length - 1)];
      if (answer === 'statement') return STATEMENT;
      throw new SamspilError(answer ?? 'server', 'no');
    },
  };
  const statement = new ServerStatement(client);
  const read = async () =>
    statement.read(new AbortController().signal).then(
      (found) => (found === undefined ? 'none' : 'statement'),
      (error: SamspilError) => error.code,
    );
  return { read, asked: () => asked };
}

test('a statement is asked for once', async () => {
  const { read, asked } = serverOf('statement');
  assert.deepEqual([await read(), await read()], ['statement', 'statement']);
  assert.equal(asked(), 1);
});

test('a server without one is asked once as well, and does the least', async () => {
  for (const code of ['not-found', 'gone', 'rejected'] as const) {
    const { read, asked } = serverOf(code);
    assert.deepEqual([await read(), await read()], ['none', 'none'], code);
    assert.equal(asked(), 1);
  }
});

test('one 403 does not cost a session its safe routes: it is asked again, and believed the third time', async () => {
  const once = serverOf('denied', 'statement');
  assert.deepEqual([await once.read(), await once.read()], ['denied', 'statement']);
  const always = serverOf('denied');
  assert.deepEqual(
    [await always.read(), await always.read(), await always.read(), await always.read()],
    ['denied', 'denied', 'none', 'none'],
  );
  assert.equal(always.asked(), 3);
});

test('no connection, a failing server and an ended session say nothing about what it can do', async () => {
  for (const code of ['network', 'server', 'invalid-response', 'needs-login'] as const) {
    const { read } = serverOf(code, 'statement');
    assert.deepEqual([await read(), await read()], [code, 'statement']);
  }
});
