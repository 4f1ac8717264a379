import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Bundle, FhirResource, Observation } from 'fhir/r4';
import { recordingOutbox } from '../../test/ward.ts';
import type { ReceiptSnapshot } from '../workplace/types.ts';
import { fhirAccess } from './fhir-access.ts';
import { Lease } from './lease.ts';
import { LiveReceipt } from './receipt.ts';
import type { PageRequest, RecordAccess, RecordPage } from './record-access.ts';

const snapshot = (state: ReceiptSnapshot['state'], id = 'operation-1'): ReceiptSnapshot => ({
  id,
  state,
  patient: 'a',
  plugin: { id: 'vitals', version: '1' },
  storedAt: '2026-01-15T08:00:00+01:00',
  resources: [],
});
const observation = (id: number) => ({ resourceType: 'Observation', id: String(id) }) as FhirResource;

const FETCHED_AT = '2026-01-15T08:00:00.000Z';

function opened(pages: Omit<RecordPage, 'fetchedAt'>[] = [], save?: RecordAccess['save']) {
  const outbox = recordingOutbox();
  const asked: PageRequest[] = [];
  const lease = new Lease('lease-a', {
    patient: { reference: 'Patient/a' },
    user: { reference: 'Practitioner/1' },
  });
  const listeners = new Set<(snapshot: ReceiptSnapshot) => void>();
  const record: RecordAccess = {
    read: async () => ({ resource: observation(0), fetchedAt: FETCHED_AT }),
    request: async () => ({
      resource: { resourceType: 'Bundle', type: 'searchset', entry: [{ resource: observation(7) }] },
      fetchedAt: FETCHED_AT,
    }),
    patient: async () => ({ resourceType: 'Patient', id: 'a' }),
    searchPage: async (request) => {
      asked.push(request);
      return { fetchedAt: FETCHED_AT, ...(pages[asked.length - 1] ?? { resources: [] }) };
    },
    save: save ?? (async () => snapshot('stored')),
    receipts: () => outbox.list(),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const tell = (said: ReceiptSnapshot) => [...listeners].forEach((listener) => listener(said));
  const fhir = fhirAccess(record, lease, { randomUUID: () => 'random-id' });
  return { fhir, lease, asked, listeners, tell };
}

const idsOf = async (found: AsyncIterable<FhirResource>) => {
  const ids: (string | undefined)[] = [];
  for await (const { id } of found) ids.push(id);
  return ids;
};

const twoPages = (): Omit<RecordPage, 'fetchedAt'>[] => [
  { resources: [observation(1), observation(2)], cursor: 'next' },
  { resources: [observation(3)] },
];

test('a search goes through all pages, in order', async () => {
  const { fhir, asked } = opened(twoPages());
  assert.deepEqual(await idsOf(fhir.search('Observation', { code: 'x' })), ['1', '2', '3']);
  assert.deepEqual(asked, [
    { resourceType: 'Observation', parameters: { code: 'x' } },
    { resourceType: 'Observation', cursor: 'next' },
  ]);
});

test('an empty page in the middle does not end a search', async () => {
  const { fhir } = opened([{ resources: [], cursor: 'next' }, { resources: [observation(1)] }]);
  assert.deepEqual(await idsOf(fhir.search('Observation')), ['1']);
});

test('what was read, found or requested tells when it was asked of the server', async () => {
  const { fhir } = opened(twoPages());
  const read = await fhir.read('Observation/0');
  assert.equal(fhir.fetchedAt(read), FETCHED_AT);
  for await (const found of fhir.search('Observation')) assert.equal(fhir.fetchedAt(found), FETCHED_AT);
  const bundle = await fhir.request<Bundle>({ url: 'Observation' });
  assert.equal(fhir.fetchedAt(bundle), FETCHED_AT);
  assert.equal(fhir.fetchedAt(bundle.entry?.[0]?.resource as FhirResource), FETCHED_AT);
  assert.equal(fhir.fetchedAt({ ...read }), undefined);
});

test('a limit ends a search, and no page beyond it is asked for', async () => {
  for (const [limit, ids, pages] of [
    [0, [], 0],
    [1, ['1'], 1],
    [2, ['1', '2'], 1],
    [3, ['1', '2', '3'], 2],
    [9, ['1', '2', '3'], 2],
  ] as const) {
    const { fhir, asked } = opened(twoPages());
    assert.deepEqual(await idsOf(fhir.search('Observation', {}, { limit })), ids);
    assert.equal(asked.length, pages);
  }
});

test('who stops looking asks for no further page', async () => {
  const { fhir, asked } = opened(twoPages());
  for await (const { id } of fhir.search('Observation')) if (id === '1') break;
  assert.equal(asked.length, 1);
});

test('the rest of a page is not given out once the lease has ended', async () => {
  const { fhir, lease } = opened(twoPages());
  const ids: (string | undefined)[] = [];
  await assert.rejects(
    async () => {
      for await (const { id } of fhir.search<Observation>('Observation')) {
        ids.push(id);
        lease.end();
      }
    },
    { code: 'stale-context' },
  );
  assert.deepEqual(ids, ['1']);
});

test('a save of one resource is a group of one, under a random operation id or the caller’s', async () => {
  const calls: unknown[] = [];
  const { fhir } = opened([], async (resources, operationId) => {
    calls.push([resources.length, operationId]);
    return snapshot('stored');
  });
  await fhir.save(observation(1));
  await fhir.save([observation(1), observation(2)], { operationId: 'mine-0001' });
  assert.deepEqual(calls, [
    [1, 'random-id'],
    [2, 'mine-0001'],
  ]);
});

test('a receipt follows its write and no other', async () => {
  const { fhir, tell, listeners } = opened();
  const receipt = await fhir.save(observation(1));
  const seen: string[] = [];
  receipt.addEventListener('change', () => seen.push(receipt.state));
  tell(snapshot('accepted', 'operation-2'));
  tell(snapshot('sending'));
  tell(snapshot('accepted'));
  assert.deepEqual(seen, ['sending', 'accepted']);
  assert.equal((await receipt.settled).state, 'accepted');
  assert.equal(listeners.size, 0);
});

test('news that is faster than the answer to the save is not lost', async () => {
  let tell: (said: ReceiptSnapshot) => void = () => undefined;
  const setup = opened([], async () => {
    tell(snapshot('accepted'));
    return snapshot('stored');
  });
  tell = setup.tell;
  const receipt = await setup.fhir.save(observation(1));
  assert.equal(receipt.state, 'accepted');
  assert.equal((await receipt.settled).state, 'accepted');
  assert.equal(setup.listeners.size, 0);
});

test('a rejected write that a person puts back in the queue is still followed', async () => {
  const { fhir, tell, listeners } = opened();
  const receipt = await fhir.save(observation(1));
  tell(snapshot('rejected'));
  assert.equal((await receipt.settled).state, 'rejected');
  tell(snapshot('stored'));
  tell(snapshot('accepted'));
  assert.equal(receipt.state, 'accepted');
  assert.equal(listeners.size, 0);
});

test('a save that fails leaves no listener', async () => {
  const { fhir, listeners } = opened([], async () => Promise.reject(new Error('disk full')));
  await assert.rejects(fhir.save(observation(1)), /disk full/);
  assert.equal(listeners.size, 0);
});

test('who waits for a receipt is told when the lease ends', async () => {
  const { fhir, lease } = opened();
  const receipt = await fhir.save(observation(1));
  lease.end();
  await assert.rejects(receipt.settled, { code: 'stale-context' });
  const late = await fhir.save(observation(1));
  await assert.rejects(late.settled, { code: 'stale-context' });
});

test('a receipt that is settled from the start says so, and only once', async () => {
  const receipt = new LiveReceipt(snapshot('conflict'));
  receipt.update(snapshot('accepted'));
  receipt.abandon(new Error('too late'));
  assert.equal((await receipt.settled).state, 'conflict');
  assert.deepEqual([receipt.id, receipt.snapshot.state], ['operation-1', 'accepted']);
});
