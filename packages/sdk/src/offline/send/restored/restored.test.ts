import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writeOf } from '../../../../test/offline/writes.ts';
import { SamspilError } from '../../../errors.ts';
import type { Entry } from '../../entry.ts';
import { prepareWrite } from '../../write/prepare.ts';
import { lookForLoss } from './look-for-loss.ts';
import { lostForGood, reoffered } from './reoffered.ts';
import { RestoreWatch } from './restore-watch.ts';
import type { Verdict } from './verdict.ts';

const NOW = Date.parse('2026-01-15T12:00:00Z');

function entry(sequence: number, acceptedAs: number, leftAfter: number, sentAt = 0): Entry {
  const content = prepareWrite(writeOf(`op-${sequence}`), {
    fhirBaseUrl: 'https://ehr.example/fhir',
    randomUUID: () => crypto.randomUUID(),
    isMadeHere: () => false,
  });
  const sealed = { iv: new Uint8Array(12), data: new ArrayBuffer(0) };
  const [id, patientKey] = [String(sequence), 'k'];
  return {
    row: {
      sequence,
      id,
      patientKey,
      state: 'accepted',
      storedAt: 0,
      sentAt,
      fence: 1,
      sealed,
      acceptedAs,
      leftAfter,
    },
    content,
  };
}

/** Asks as the sender does; gives what was asked and put back, by sequence, in order. */
async function search(entries: Entry[], verdicts: Record<number, Verdict | SamspilError>, upTo = 99) {
  const asked: number[] = [];
  const lost: number[] = [];
  const unheard = await lookForLoss({
    entries,
    upTo,
    now: NOW,
    ask: async ({ row: { sequence } }) => {
      asked.push(sequence);
      const verdict = verdicts[sequence] ?? 'stands';
      if (verdict instanceof SamspilError) throw verdict;
      return verdict;
    },
    putBack: async ({ row: { sequence } }) => void lost.push(sequence),
  });
  return { asked, lost, unheard };
}

test('the newest is the one that was confirmed last, whenever it was saved', async () => {
  const { asked } = await search([entry(1, 3, 2), entry(2, 1, 0), entry(3, 2, 1)], {});
  assert.deepEqual(asked, [1]);
});

test('one that stands proves only what was confirmed before it left: those beside it are asked for', async () => {
  // The backup may have been taken between two that were under way together.
  const beside = [entry(1, 1, 0), entry(2, 2, 1), entry(3, 3, 1), entry(4, 4, 1)];
  const { asked, lost } = await search(beside, { 3: 'lost' });
  assert.deepEqual({ asked, lost }, { asked: [4, 3, 2], lost: [3] });
});

test('what is lost is followed back until one stands, and put back newest first', async () => {
  const entries = [1, 2, 3, 4, 5].map((number) => entry(number, number, number - 1));
  const { asked, lost } = await search(entries, { 5: 'lost', 4: 'lost', 3: 'lost' });
  assert.deepEqual({ asked, lost }, { asked: [5, 4, 3, 2], lost: [5, 4, 3] });
});

test('a server that may not be read is asked a few times and no more', async () => {
  const entries = Array.from({ length: 50 }, (_, index) => entry(index + 1, index + 1, index));
  const verdicts = Object.fromEntries(entries.map(({ row }) => [row.sequence, 'unknown' as const]));
  const { asked, lost, unheard } = await search(entries, verdicts);
  assert.deepEqual({ asked: asked.length, lost, unheard }, { asked: 3, lost: [], unheard: undefined });
});

test('without an answer the search stops where it was, and nothing is put back for it', async () => {
  const entries = [1, 2, 3].map((number) => entry(number, number, number - 1));
  const silence = new SamspilError('network', 'The server cannot be reached.');
  const { lost, unheard } = await search(entries, { 3: 'lost', 2: silence });
  assert.deepEqual(lost, [3]);
  assert.deepEqual(unheard, { upTo: 2, sequence: 2, retryAfterMs: undefined });
});

test('what left a moment ago may not be visible everywhere yet, and is asked for again later', async () => {
  const { lost, unheard } = await search([entry(1, 1, 0, NOW - 60_000)], { 1: 'lost' });
  assert.deepEqual({ lost, upTo: unheard?.upTo }, { lost: [], upTo: 1 });
});

test('I1: what was confirmed while the question was open does not close it', () => {
  const watch = new RestoreWatch();
  watch.begin(NOW, undefined);
  assert.equal(watch.isDue(NOW, 7, true), true);
  watch.unheard({ upTo: 7, sequence: 7, retryAfterMs: undefined });
  assert.equal(watch.unasked, 7, 'what is confirmed now writes this down');
  watch.kept(7);
  watch.heard(NOW);
  assert.equal(watch.isDue(NOW, 8, true), true);
  assert.equal(watch.upTo, 7);
  assert.equal(watch.answered(NOW), true, 'the store is told');
  assert.equal(watch.isDue(NOW, 8, true), false);
  const next = new RestoreWatch();
  next.begin(NOW, 7);
  assert.equal(next.isDue(NOW, 9, false), true);
  assert.equal(next.upTo, 7, 'also after a crash');
});

test('I7: a server that takes writes and never answers the question is let alone until the next occasion', () => {
  const watch = new RestoreWatch();
  watch.begin(NOW, undefined);
  for (let write = 0; write < 3; write += 1) {
    assert.equal(watch.isDue(NOW, write, true), true);
    watch.unheard({ upTo: 0, sequence: 1, retryAfterMs: undefined });
    watch.heard(NOW);
  }
  assert.equal(watch.isDue(NOW, 3, true), false);
  watch.want();
  assert.equal(watch.isDue(NOW, 3, false), true);
});

test('I7: after a wait that the question was told, a write goes first', () => {
  const watch = new RestoreWatch();
  watch.begin(NOW, undefined);
  assert.equal(watch.isDue(NOW, 1, true), true);
  watch.unheard({ upTo: 1, sequence: 1, retryAfterMs: 60_000 });
  assert.equal(watch.isDue(NOW, 1, true), false);
  assert.equal(watch.isDue(NOW, 1, true), true);
});

test('a silence of more than five minutes is an occasion, for what is about to leave', () => {
  const watch = new RestoreWatch();
  watch.begin(NOW, undefined);
  watch.isDue(NOW, 1, false);
  watch.answered(NOW);
  assert.equal(watch.isDue(NOW + 299_000, 1, true), false);
  assert.equal(watch.isDue(NOW + 301_000, 1, false), false);
  assert.equal(watch.isDue(NOW + 301_000, 1, true), true);
  assert.equal(watch.isDue(NOW + 301_000, 1, false), true, 'and stays one until it is answered');
});

test('what is offered again is what left, under the same operation and marks, without a key', () => {
  const { content } = entry(1, 1, 0);
  const [write] = content.writes;
  assert.ok(write);
  const result = { reference: 'Observation/1', versionId: '1' };
  const sent = { ...content, attempts: 0, carries: [2], idempotency: { key: 'op-1', sentAt: 'then' } };
  const again = reoffered({ ...sent, writes: [{ ...write, result }] });
  assert.equal(again.attempts, 1);
  assert.deepEqual(again.error, { code: 'server-restored' });
  assert.deepEqual(again.writes, [write]);
  assert.equal(again.operationId, content.operationId);
  assert.equal('idempotency' in again || 'carries' in again, false);
  const gone = lostForGood({ ...content, writes: [{ ...write, result }] });
  assert.equal(gone.error?.code, 'storage-lost');
  assert.equal(gone.writes[0]?.result, undefined, 'it is not there any more');
});
