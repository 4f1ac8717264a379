import { assert } from '@open-wc/testing';
import type { Observation } from 'fhir/r4';
import type { Mode, RunningMode } from './modes/mode.ts';

/** What a plugin may rely on, wherever it runs. */
export interface ModePromise {
  /** A sentence that begins with the name of the mode. */
  readonly says: string;
  readonly holds: (mode: Mode) => Promise<void>;
}

const pulse = (patient: string): Observation => ({
  resourceType: 'Observation',
  status: 'final',
  code: { text: 'Puls' },
  subject: { reference: `Patient/${patient}` },
  effectiveDateTime: '2026-01-15T08:00:00+01:00',
});

const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'no error',
    (error: Error) => error.message,
  );

/** Runs the plugin, holds it to something, takes it away, and finds that nothing stays behind. */
const during =
  (work: (running: RunningMode) => Promise<void>, view?: string) =>
  async (mode: Mode): Promise<void> => {
    const running = await mode.open({ ...(view !== undefined && { view }) });
    await work(running);
    await running.close();
    assert.deepEqual(await running.leftovers(), []);
  };

const failing =
  (view: string, code: string) =>
  async (mode: Mode): Promise<void> => {
    const running = await mode.open({ view, isExpectedToFail: true });
    assert.equal(await running.failure(), code);
    await running.close();
    assert.deepEqual(await running.leftovers(), []);
  };

/** Held to every mode, each in a test of its own. */
export const PROMISES: readonly ModePromise[] = [
  {
    says: 'joins and gives the view patient, language and connection',
    holds: during(async ({ tell, surroundings }) => {
      const about = await tell('about');
      assert.deepEqual(about, {
        surroundings,
        view: 'main',
        locale: 'da',
        online: true,
        patient: 'Patient/a',
      });
    }),
  },
  {
    says: 'shows the view that was asked for, and no other',
    holds: during(async ({ tell }) => {
      assert.deepInclude(await tell('about'), { view: 'other' });
    }, 'other'),
  },
  {
    says: 'follows the clinician to the next patient',
    holds: during(async ({ tell, changePatient }) => {
      await changePatient('b');
      // On a slow machine the first patient may be heard of after the view began to listen.
      const heard = (await tell('patients', 1)) as string[];
      const patients = heard.at(-1) === 'Patient/a' ? ((await tell('patients', 2)) as string[]) : heard;
      assert.equal(patients.at(-1), 'Patient/b');
      assert.deepInclude(await tell('read', 'Observation/pulse-b'), { id: 'pulse-b' });
      assert.equal(await codeOf(tell('read', 'Observation/pulse-a')), 'wrong-patient');
    }),
  },
  {
    says: 'reads and searches the record of its patient',
    holds: during(async ({ tell }) => {
      assert.deepInclude(await tell('read', 'Observation/pulse-a'), { id: 'pulse-a' });
      assert.deepEqual(await tell('search', 'Observation'), ['pulse-a', 'lab-a']);
    }),
  },
  {
    says: 'saves once, and follows the receipt until the existing system has it',
    holds: during(async (running) => {
      const receipt = (await running.tell('save', pulse('a'))) as string;
      const settled = running.tell('settled');
      running.accept(receipt);
      assert.equal(await settled, 'accepted');
      assert.deepEqual(running.written, ['a']);
    }),
  },
  {
    says: 'is given back what was refused, and puts the corrected one in its place',
    holds: during(async (running) => {
      running.refuseNext();
      const receipt = (await running.tell('save', pulse('a'))) as string;
      const settled = running.surroundings === 'standalone' ? running.tell('settled') : undefined;
      assert.oneOf(await settled, ['rejected', undefined]);
      await running.repair(receipt);
      assert.deepEqual(await running.tell('repair'), {
        receipt,
        patient: 'Patient/a',
        type: 'Observation',
        place: [[0, 'code']],
      });
      assert.equal(await running.tell('correct'), receipt);
      const accepted = running.tell('settled');
      running.accept(receipt);
      assert.equal(await accepted, 'accepted');
      assert.equal(await codeOf(running.tell('correct', 'never-was')), 'not-found');
    }),
  },
  {
    says: 'refuses another patient before anything reaches the network',
    holds: during(async (running) => {
      const before = running.asked.length;
      assert.equal(await codeOf(running.tell('read', 'Patient/b')), 'wrong-patient');
      assert.equal(await codeOf(running.tell('save', pulse('b'))), 'wrong-patient');
      assert.equal(running.asked.length, before);
      assert.deepEqual(running.written, []);
    }),
  },
  {
    says: 'refuses what no scope allows',
    holds: during(async (running) => {
      const before = running.asked.length;
      assert.equal(await codeOf(running.tell('read', 'Condition/1')), 'denied');
      assert.equal(running.asked.length, before);
    }),
  },
  {
    says: 'lets nothing through under a lease that has ended',
    holds: during(async (running) => {
      await running.endLease();
      assert.deepEqual(await running.tell('patients', 2), ['Patient/a', null]);
      assert.equal(await running.tell('hasEnded', 0), true);
      const before = running.asked.length;
      assert.equal(await codeOf(running.tell('read', 'Observation/pulse-a', 0)), 'stale-context');
      assert.equal(await codeOf(running.tell('search', 'Observation', 0)), 'stale-context');
      assert.equal(await codeOf(running.tell('save', pulse('a'), 0)), 'stale-context');
      assert.equal(running.asked.length, before);
      assert.deepEqual(running.written, []);
    }),
  },
  {
    says: 'tells the view when language and connection change',
    holds: during(async ({ tell, setLocale, setOnline }) => {
      setLocale('sv');
      await tell('news', 1);
      setOnline(false);
      setOnline(true);
      assert.deepEqual(await tell('news', 3), ['locale sv', 'online false', 'online true']);
    }),
  },
  {
    says: 'asks the plugin before its context ends',
    holds: during(async ({ tell, beginChange, next }) => {
      const change = beginChange();
      assert.include((await tell('hooks', 1)) as string[], `prepare ${next}`);
      await change;
    }),
  },
  {
    says: 'lets the plugin rest while it is not on the screen',
    holds: during(async ({ tell, setShown }) => {
      setShown(false);
      setShown(true);
      const hooks = (await tell('hooks', 2)) as string[];
      assert.deepEqual(
        hooks.filter((hook) => !hook.startsWith('prepare')),
        ['suspend', 'resume'],
      );
    }),
  },
  {
    says: 'says what this place offers beside the record, and nothing else',
    holds: during(async ({ tell, offers }) => {
      assert.sameMembers((await tell('capabilities')) as string[], [...offers]);
    }),
  },
  {
    says: 'lets a view define elements of its own',
    holds: during(async ({ tell }) => {
      assert.equal(await tell('element'), 'an element of its own');
    }),
  },
  {
    says: 'takes a refusal that nobody catches for what it is, and goes on',
    holds: during(async ({ tell }) => {
      await tell('refusedLater');
      await tell('refusedLater');
      assert.deepInclude(await tell('about'), { patient: 'Patient/a' });
    }),
  },
  { says: 'shows the failure of a view that throws', holds: failing('throws', 'crashed') },
  { says: 'shows the failure of a view that rejects', holds: failing('rejects', 'crashed') },
  { says: 'shows the failure of a view that is not there', holds: failing('unheard-of', 'not-found') },
  ...['throwLater', 'rejectLater', 'throwInListener'].map((way) => ({
    says: `takes down a view that lets an exception escape (${way}), and says so`,
    holds: during(async ({ tell, failure }) => {
      // Whether it still answers depends on what is taken down first.
      void tell(way).catch(() => undefined);
      assert.equal(await failure(), 'crashed');
    }),
  })),
];
