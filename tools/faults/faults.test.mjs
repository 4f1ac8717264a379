import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildFaults } from './build.mjs';
import { DOWNLOAD_MUTANTS, MUTANTS } from './mutants.mjs';
import { MUTANT_HISTORIES, runMutants } from './run-mutants.mjs';

/** What a defect must break, for the right reason and not just any. */
const BREAKS = {
  // What is gone may be missed first by what refers to it, or be told of as if it were there.
  'acknowledged on request success': ['I1', 'I3', 'I8'],
  'deleted before it is sent': ['I1', 'I8'],
  'POST repeated blindly': ['I2'],
  'any 412 is a conflict': ['I8'],
  'two senders': ['I9'],
  'a restored server is believed': ['I1'],
  'sent without asking whose it is': ['I4'],
  'watermark gt': ['I8'],
};

test('in 500 histories of saves, crashes, sign-ins and faults every invariant of the outbox holds', async () => {
  const { explore } = await buildFaults();
  const { histories, failed, failures, promised, effects } = await explore({ histories: 500, seed: 1 });
  assert.deepEqual(
    failures.map(({ history, violations }) => ({ violations, history: JSON.stringify(history) })),
    [],
  );
  assert.equal(failed, 0);
  assert.equal(histories, 500);
  // Not for want of saves, nor of saves that arrived.
  assert.ok(promised > 1000 && effects > 1000, `${promised} promised, ${effects} versions`);
});

test('in 500 histories of downloads nothing is missed that a server shows late', async () => {
  const { exploreDownloads } = await buildFaults();
  const { failure, histories, downloads, versions } = await exploreDownloads({ histories: 500, seed: 1 });
  assert.equal(failure, undefined, JSON.stringify(failure));
  assert.equal(histories, 500);
  assert.ok(downloads > 1000 && versions > 1000, `${downloads} downloads, ${versions} versions`);
});

test('a missed version is missed again when its history is played again', async () => {
  const { exploreDownloads, replayDownloads } = await buildFaults(DOWNLOAD_MUTANTS['watermark gt']);
  const { failure } = await exploreDownloads({ histories: MUTANT_HISTORIES, seed: 1, stopAtFirst: true });
  assert.ok(failure);
  assert.deepEqual((await replayDownloads(failure.download)).violations, failure.violations);
});

test('a history is the same each time it is played', async () => {
  const { explore, replay } = await buildFaults(MUTANTS['two senders']);
  const { failures } = await explore({ histories: MUTANT_HISTORIES, seed: 1, stopAtFirst: true });
  const [first] = failures;
  assert.ok(first);
  assert.deepEqual((await replay(first.history)).violations, first.violations);
  assert.deepEqual((await replay(first.history)).violations, first.violations);
});

test('an outbox with a defect is caught, each for what it breaks', async () => {
  const results = await runMutants(1);
  assert.deepEqual(results.map(({ name }) => name).sort(), Object.keys(BREAKS).sort());
  for (const { name, caughtBy } of results)
    assert.ok(BREAKS[name].includes(caughtBy), `${name}: ${caughtBy ?? 'not caught'}`);
});
