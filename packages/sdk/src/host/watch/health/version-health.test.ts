import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { DEFAULT_BUDGETS } from './budgets.ts';
import type { VersionHealth } from './version-health.ts';
import { afterFault, afterGoodTrial, countedFaults, HEALTHY, toTrial } from './version-health.ts';

const MINUTE = 60_000;
const budgets = DEFAULT_BUDGETS;
const fault = (at: number, canRollBack = false) => ({ at, canRollBack, chance: 0 });
const faults = (...times: number[]) =>
  times.reduce<VersionHealth>((health, at) => afterFault(health, fault(at), budgets), HEALTHY);

test('two faults in ten minutes are within the budget, the third opens the circuit for half a minute', () => {
  assert.equal(faults(0, MINUTE).circuit, 'closed');
  assert.deepEqual(faults(0, MINUTE, 2 * MINUTE), {
    circuit: 'open',
    failedTrials: 0,
    retryAt: 2 * MINUTE + 30_000,
  });
});

test('a fault counts for ten minutes and then no more', () => {
  const health = faults(0, 9 * MINUTE);
  assert.equal(countedFaults(health, 9 * MINUTE, budgets), 2);
  assert.equal(countedFaults(health, 10 * MINUTE, budgets), 1);
  assert.equal(faults(0, 9 * MINUTE, 10 * MINUTE).circuit, 'closed');
});

test('each failed trial makes the next pause longer, and after the last the version is withdrawn', () => {
  let health = faults(0, 0, 0);
  const pauses: number[] = [];
  while (health.circuit === 'open') {
    pauses.push(health.retryAt);
    health = afterFault(toTrial(health), fault(0), budgets);
  }
  assert.deepEqual(pauses, [30_000, 2 * MINUTE, 10 * MINUTE, 60 * MINUTE]);
  assert.equal(health.circuit, 'withdrawn');
});

test('where there is a version to go back to, two failed trials are enough', () => {
  const first = afterFault(toTrial(faults(0, 0, 0)), fault(1, true), budgets);
  assert.equal(first.circuit, 'open');
  assert.equal(afterFault(toTrial(first), fault(2, true), budgets).circuit, 'withdrawn');
});

test('a trial that goes well closes the circuit with a whole budget', () => {
  const health = afterGoodTrial(toTrial(faults(0, 0, 0)));
  assert.deepEqual(health, HEALTHY);
  assert.equal(countedFaults(health, 0, budgets), 0);
});

test('chance draws a pause out by at most a fifth', () => {
  const health = afterFault(faults(0, 0), { at: 0, canRollBack: false, chance: 0.999 }, budgets);
  assert.ok(health.circuit === 'open' && health.retryAt > 35_900 && health.retryAt <= 36_000);
});

/** Whatever may happen to a version, in any order. */
const step = fc.oneof(
  fc.record({
    kind: fc.constant('fault' as const),
    canRollBack: fc.boolean(),
    chance: fc.double({ min: 0, max: 0.999, noNaN: true }),
  }),
  fc.record({ kind: fc.constantFrom('due' as const, 'well' as const) }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
const history = fc.array(fc.tuple(fc.nat(20 * MINUTE), step), { maxLength: 60 });

/** Plays a history, as a host would: a trial begins only once the pause is over. */
function play(
  steps: readonly (readonly [number, Step])[],
  judge: (before: VersionHealth, after: VersionHealth, at: number) => void,
) {
  let at = 0;
  let health = HEALTHY;
  for (const [pause, happened] of steps) {
    at += pause;
    const before = health;
    if (happened.kind === 'fault') health = afterFault(health, { ...happened, at }, budgets);
    else if (happened.kind === 'well') health = afterGoodTrial(health);
    else if (health.circuit === 'open' && health.retryAt <= at) health = toTrial(health);
    judge(before, health, at);
  }
}

test('in any history a pause ends in the future, and no history brings a withdrawn version back', () => {
  fc.assert(
    fc.property(history, (steps) => {
      play(steps, (before, after, at) => {
        if (before.circuit !== 'open' && after.circuit === 'open') assert.ok(after.retryAt > at);
        if (before.circuit === 'withdrawn') assert.equal(after.circuit, 'withdrawn');
        if (after.circuit === 'closed') assert.ok(after.faultsAt.length < budgets.faults);
      });
    }),
  );
});

test('in any history without a good trial, at most a budget of faults and four trials are loaded', () => {
  fc.assert(
    fc.property(history, (steps) => {
      let trials = 0;
      const bad = steps.filter(([, { kind }]) => kind !== 'well');
      play(bad, (before, after) => {
        if (before.circuit === 'open' && after.circuit === 'half-open') trials += 1;
      });
      assert.ok(trials <= budgets.backOffMs.length);
    }),
  );
});

test('in any history a plugin that always fails is loaded less and less often', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(120 * MINUTE), { minLength: 8, maxLength: 40 }), (pauses) => {
      const opened: number[] = [];
      const steps = pauses.flatMap((pause) => [
        [pause, { kind: 'due' as const }] as const,
        [0, { kind: 'fault' as const, canRollBack: false, chance: 0.5 }] as const,
      ]);
      play(steps, (before, after, at) => {
        if (before.circuit !== 'open' && after.circuit === 'open') opened.push(after.retryAt - at);
      });
      assert.deepEqual(
        opened,
        [...opened].sort((a, b) => a - b),
      );
    }),
  );
});
