import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brokenIn, invariantTable, scenarioTable, verdict } from './verdicts.mjs';

const run = (more = {}) => ({
  ...{ system: 'ours', scenario: 'request lost', seed: 1, stakes: ['I1', 'I2'], isPlayed: true, promised: 3 },
  ...{ violations: [] },
  ...more,
});
const lost = { invariant: 'I1', what: 'op-1 was promised and is gone' };
const lostToo = { invariant: 'I1', what: 'op-2 was promised and is gone' };
const systems = [
  { name: 'ours', title: 'Ours 1.0', inapplicable: {} },
  { name: 'theirs', title: 'Theirs 2.0', inapplicable: { I8: 'it says nothing' } },
];

test('an invariant is kept in the runs that put it to the test, and not tested in others', () => {
  const runs = [run(), run({ seed: 2 }), run({ stakes: ['I9'] })];
  assert.equal(verdict(runs, 'I1'), 'kept (2)');
  assert.equal(verdict(runs, 'I3'), 'not tested');
});

test('a run counts once however often it broke an invariant', () => {
  assert.equal(verdict([run({ violations: [lost, lostToo] }), run()], 'I1'), 'broken 1 of 2');
});

test('a breach counts where nobody looked for it', () => {
  const elsewhere = run({ stakes: ['I2'], violations: [lost] });
  assert.equal(verdict([elsewhere, run()], 'I1'), 'broken 1 of 2');
});

test('confidentiality is put to the test by every run', () => {
  const told = { invariant: 'I6', what: 'files of the profile name the patient' };
  assert.equal(verdict([run({ violations: [told] }), run({ stakes: [] })], 'I6'), 'broken 1 of 2');
});

test('a promise that a full disk broke is a breach of I10 as well, and only there', () => {
  assert.deepEqual(brokenIn(run({ stakes: ['I1', 'I10'], violations: [lost] })), ['I1', 'I10']);
  assert.deepEqual(brokenIn(run({ violations: [lost] })), ['I1']);
});

test('what cannot be judged is said to be so, in both tables', () => {
  const said = { invariant: 'I8', what: 'op-1 was called accepted' };
  const runs = [run(), run({ system: 'theirs', violations: [said] })];
  assert.equal(verdict(runs, 'I8', { I8: 'it says nothing' }), 'n/a');
  assert.match(scenarioTable(systems, runs), /\| request lost \| kept \| kept \|$/);
});

test('a run whose fault did not strike is in no count', () => {
  const runs = [run(), run({ seed: 2, isPlayed: false, violations: [lost] }), run({ system: 'theirs' })];
  assert.match(invariantTable(systems, runs), /\| Ours 1.0 \| kept \(1\) \| kept \(1\) \| not tested \|/);
  assert.match(scenarioTable(systems, [runs[1]]), /\| request lost \| not played \| not played \|/);
});

test('the table by scenario says what broke in how many runs', () => {
  const twice = { invariant: 'I2', what: 'op-1 took effect twice' };
  const runs = [run({ violations: [lost, twice] }), run({ violations: [twice] }), run()];
  assert.match(scenarioTable(systems, runs), /\| request lost \| I1 1 of 3, I2 2 of 3 \| not played \|/);
});
