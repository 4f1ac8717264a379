import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FhirResource } from 'fhir/r4';
import { VirtualClock } from '../../../test/scripted-runtime.ts';
import type { SamspilError } from '../../errors.ts';
import type { Fetched, Judged, RecordReads } from '../../lease/index.ts';
import { ReadCache } from './read-cache.ts';
import type { ReadCacheLimits } from './read-cache.ts';

const observation = (id: string) => ({ resourceType: 'Observation', id }) as FhirResource;
const readOf = (id: string, resourceType = 'Observation'): Judged => ({ kind: 'read', resourceType, id });
/** With null, a reference may bring any type along. */
const searchOf = (resourceType: string, brought: string[] | null = []): Judged => ({
  kind: 'search',
  resourceType,
  pairs: [['patient', 'a']],
  followed: [],
  brought: brought === null ? undefined : new Set(brought),
});

/** A cache before a server whose answers a test lets go one by one. */
function opened(limits: Partial<ReadCacheLimits> = {}) {
  const clock = new VirtualClock();
  const runtime = { now: () => clock.nowMs };
  const sent: { request: Judged; signal: AbortSignal; answer: (size?: number) => void; fail: () => void }[] =
    [];
  const source: RecordReads = {
    read: (request, { signal } = {}) =>
      new Promise<Fetched<FhirResource>>((resolve, reject) => {
        const fetchedAt = clock.nowMs;
        const nth = sent.length + 1;
        sent.push({
          request: request as Judged,
          signal: signal as AbortSignal,
          answer: (size = 0) =>
            resolve({ value: { ...observation(`answer-${nth}`), language: 'x'.repeat(size) }, fetchedAt }),
          fail: () => reject(new Error('The server failed.')),
        });
        signal?.addEventListener('abort', () => reject(new Error('The request was cut short.')));
      }),
  };
  return { clock, sent, cache: new ReadCache(source, runtime, limits) };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));
const idOf = async (reading: Promise<Fetched<FhirResource>>) => (await reading).value.id;
const codeOf = (reading: Promise<unknown>) =>
  reading.then(
    () => 'no error',
    (error: Partial<SamspilError>) => error.code ?? 'another error',
  );

/** Reads and has it answered at once. */
async function answered({ cache, sent }: ReturnType<typeof opened>, request: Judged, size?: number) {
  const reading = cache.read(request);
  sent.at(-1)?.answer(size);
  return idOf(reading);
}

test('ten that ask for the same at once cost one request, and so does an eleventh a moment later', async () => {
  const { cache, sent, clock } = opened();
  const ten = Array.from({ length: 10 }, () => cache.read(readOf('1')));
  assert.equal(sent.length, 1);
  sent[0]?.answer();
  assert.deepEqual(new Set(await Promise.all(ten.map(idOf))), new Set(['answer-1']));
  clock.advance(29_000);
  assert.equal(await idOf(cache.read(readOf('1'))), 'answer-1');
  assert.equal(sent.length, 1);
});

test('parameters in another order are the same request; another scope’s pairs are another', async () => {
  const { cache, sent } = opened();
  const of = (...pairs: [string, string][]): Judged => ({
    kind: 'search',
    resourceType: 'Observation',
    pairs,
    followed: [],
    brought: new Set(),
  });
  void cache.read(of(['patient', 'a'], ['code', 'x'])).catch(() => undefined);
  void cache.read(of(['code', 'x'], ['patient', 'a'])).catch(() => undefined);
  assert.equal(sent.length, 1);
  void cache.read(of(['code', 'x'], ['patient', 'a'], ['category', 'vital-signs'])).catch(() => undefined);
  // A separator inside a value makes no other request look like this one.
  void cache.read(of(['code', 'x","patient","a'])).catch(() => undefined);
  void cache.read(readOf('1')).catch(() => undefined);
  void cache.read({ ...readOf('1'), versionId: '2' } as Judged).catch(() => undefined);
  assert.equal(sent.length, 5);
});

test('an answer is shared until it is too old, counted from when it was asked for', async () => {
  const setup = opened({ maxAgeMs: 1_000 });
  const { cache, sent, clock } = setup;
  const slow = cache.read(readOf('1'));
  clock.advance(900);
  sent[0]?.answer();
  assert.equal((await slow).fetchedAt, clock.nowMs - 900);
  clock.advance(100);
  assert.equal(await idOf(cache.read(readOf('1'))), 'answer-1');
  clock.advance(1);
  assert.equal(await answered(setup, readOf('1')), 'answer-2');
});

test('a clock that is set back does not keep an answer for ever', async () => {
  const setup = opened();
  await answered(setup, readOf('1'));
  setup.clock.nowMs -= 60_000;
  assert.equal(await answered(setup, readOf('1')), 'answer-2');
});

test('one who gives up leaves the others waiting; the last one to leave ends the request', async () => {
  const { cache, sent } = opened();
  const [first, second] = [new AbortController(), new AbortController()];
  const answers = [first, second].map(({ signal }) => codeOf(cache.read(readOf('1'), { signal })));
  first.abort();
  assert.equal(sent[0]?.signal.aborted, false);
  sent[0]?.answer();
  assert.deepEqual(await Promise.all(answers), ['aborted', 'no error']);

  const [third, fourth] = [new AbortController(), new AbortController()];
  const more = [third, fourth].map(({ signal }) => codeOf(cache.read(readOf('2'), { signal })));
  third.abort();
  fourth.abort();
  assert.equal(sent[1]?.signal.aborted, true);
  assert.deepEqual(await Promise.all(more), ['aborted', 'aborted']);
  void cache.read(readOf('2')).catch(() => undefined);
  assert.equal(sent.length, 3);
  assert.equal(await codeOf(cache.read(readOf('3'), { signal: AbortSignal.abort() })), 'aborted');
});

test('a failure is told to all who wait and to nobody else', async () => {
  const setup = opened();
  const both = [codeOf(setup.cache.read(readOf('1'))), codeOf(setup.cache.read(readOf('1')))];
  setup.sent[0]?.fail();
  assert.deepEqual(await Promise.all(both), ['another error', 'another error']);
  assert.equal(await answered(setup, readOf('1')), 'answer-2');
});

test('no-cache asks anew, and what it hears is what the others get from then on', async () => {
  const { cache, sent } = opened();
  const slow = cache.read(readOf('1'));
  const fresh = cache.read(readOf('1'), { cache: 'no-cache' });
  const joined = cache.read(readOf('1'));
  assert.equal(sent.length, 2);
  sent[1]?.answer();
  assert.deepEqual([await idOf(fresh), await idOf(joined)], ['answer-2', 'answer-2']);
  sent[0]?.answer();
  assert.equal(await idOf(slow), 'answer-1');
});

test('the older of two answers does not take the place of the newer', async () => {
  const { cache, sent, clock } = opened();
  const slow = cache.read(readOf('1'));
  clock.advance(10);
  const fresh = cache.read(readOf('1'), { cache: 'no-cache' });
  sent[1]?.answer();
  await fresh;
  sent[0]?.answer();
  await slow;
  assert.equal(await idOf(cache.read(readOf('1'))), 'answer-2');
});

test('a change of a type is forgotten wherever the type may occur, and nowhere else', async () => {
  const setup = opened();
  const { cache, sent } = setup;
  const everything: Judged = { kind: 'everything', patientId: 'a', pairs: [] };
  const touched = [
    readOf('1'),
    searchOf('Observation'),
    searchOf('Encounter', ['Observation']),
    searchOf('Task', null),
    everything,
  ];
  const untouched = [readOf('1', 'Condition'), searchOf('Condition'), searchOf('Procedure', ['Encounter'])];
  for (const request of [...touched, ...untouched]) await answered(setup, request);
  cache.forget(['Observation']);
  for (const request of untouched) await cache.read(request);
  assert.equal(sent.length, 8);
  for (const request of touched) await answered(setup, request);
  assert.equal(sent.length, 13);
  cache.forget();
  for (const request of untouched) await answered(setup, request);
  assert.equal(sent.length, 16);
});

test('an answer that a write overtook is given to those who wait, and shared with nobody after it', async () => {
  const { cache, sent } = opened();
  const before = cache.read(readOf('1'));
  cache.forget(['Observation']);
  const after = cache.read(readOf('1'));
  assert.equal(sent.length, 2);
  sent[0]?.answer();
  assert.equal(await idOf(before), 'answer-1');
  sent[1]?.answer();
  assert.equal(await idOf(after), 'answer-2');
  assert.equal(await idOf(cache.read(readOf('1'))), 'answer-2');
});

test('there is room for so many and so much; the least recently used goes first', async () => {
  const few = opened({ maxEntries: 2 });
  await answered(few, readOf('1'));
  await answered(few, readOf('2'));
  await few.cache.read(readOf('1'));
  await answered(few, readOf('3'));
  await few.cache.read(readOf('1'));
  assert.equal(few.sent.length, 3);
  await answered(few, readOf('2'));
  assert.equal(few.sent.length, 4);

  const small = opened({ maxSize: 1_000 });
  for (const id of ['1', '2', '3', '4', '5', '6']) await answered(small, readOf(id), 150);
  await small.cache.read(readOf('6'));
  assert.equal(small.sent.length, 6);
  await answered(small, readOf('1'), 150);
  assert.equal(small.sent.length, 7);
  await answered(small, readOf('large'), 300);
  await answered(small, readOf('large'), 300);
  assert.equal(small.sent.length, 9);
});

test('after the lease nothing is answered, not even what is known', async () => {
  const setup = opened();
  await answered(setup, readOf('1'));
  const { cache, sent } = setup;
  cache.close();
  assert.equal(await codeOf(cache.read(readOf('1'))), 'closed');
  await settled();
  assert.equal(sent.length, 1);
});
