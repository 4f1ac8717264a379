import { assert } from '@open-wc/testing';
import type { FhirResource } from 'fhir/r4';
import type { SamspilError } from '../../errors.ts';
import {
  CANARY_NAME,
  encounter,
  held,
  LOINC,
  observation,
  openHeld,
  patient,
  rawText,
  settled,
  whole,
  withDatabase,
} from '../../../test/offline/held.ts';
import { fillDisk, newPartition, NOTHING_TO_GIVE } from '../../../test/offline/tab.ts';
import { scriptedRuntime } from '../../../test/scripted-runtime.ts';
import { partitionName } from '../partition.ts';
import type { RecordStore } from './types.ts';

async function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'no error',
    (error: SamspilError) => error.code,
  );
}

const idsOf = (resources: readonly FhirResource[]) => resources.map(({ id }) => id);

describe('held records over a real IndexedDB', () => {
  const stores: RecordStore[] = [];
  let partition = newPartition();

  async function open(options: Parameters<typeof openHeld>[1] = {}) {
    const opened = await openHeld(partition, options);
    stores.push(opened.records);
    return opened;
  }

  const databaseName = async () =>
    (await partitionName(partition, crypto.subtle)).replace('outbox', 'records');

  beforeEach(() => {
    partition = newPartition();
  });

  afterEach(async () => {
    await Promise.all(stores.splice(0).map((records) => records.close()));
  });

  it('gives back what was put, and when it was fetched', async () => {
    const { records } = await open();
    await records.put('p1', { held: held([patient('p1'), observation('o1')], 1_000) });
    const found = await records.read('p1', 'Observation', 'o1');
    assert.deepEqual(found, { resource: observation('o1'), fetchedAt: 1_000 });
  });

  it('says that what is not held is not held, and never that it does not exist', async () => {
    const { records } = await open();
    assert.equal(await codeOf(records.read('p1', 'Observation', 'o1')), 'not-held');
    assert.equal(await codeOf(records.search('p1', 'Observation', [])), 'not-held');
    await records.put('p1', { held: held([observation('o1')]) });
    assert.equal(
      await codeOf(records.search('p1', 'Observation', [])),
      'not-held',
      'nobody said that o1 is all',
    );
    await records.put('p1', { coverage: [whole('Encounter')] });
    assert.equal(await codeOf(records.search('p1', 'Observation', [])), 'not-held');
    const empty = await records.search('p1', 'Encounter', []);
    assert.deepEqual(empty.resources, [], 'an empty list is an answer once all is held');
  });

  it('refuses a search that only a server can answer, also when all of the type is held', async () => {
    const { records } = await open();
    await records.put('p1', { held: held([observation('o1')]), coverage: [whole('Observation')] });
    for (const pair of [
      ['code:in', 'http://example.org/set'],
      ['value-quantity', 'gt70'],
      ['date', 'ap2026-01-01'],
      ['_has', 'x'],
      ['status', 'http://hl7.org/fhir/observation-status|final'],
      ['_sort', 'code'],
    ] as const)
      assert.equal(await codeOf(records.search('p1', 'Observation', [pair])), 'unsupported-offline', pair[0]);
  });

  it('finds the latest of one code, newest first, page by page', async () => {
    const { records } = await open();
    const all = Array.from({ length: 300 }, (_, index) =>
      observation(`o${index}`, {
        code: { coding: [{ system: LOINC, code: `c${index % 7}` }] },
        effectiveDateTime: new Date(Date.UTC(2026, 0, 1) + index * 3_600_000).toISOString(),
      }),
    );
    await records.put('p1', { held: held(all), coverage: [whole('Observation', 5_000)] });
    const pairs = [
      ['patient', 'p1'],
      ['code', `${LOINC}|c3`],
      ['_sort', '-date'],
      ['_count', '20'],
    ] as const;
    const wanted = all.filter((_, index) => index % 7 === 3).reverse();
    const first = await records.search('p1', 'Observation', pairs);
    assert.deepEqual(idsOf(first.resources), idsOf(wanted.slice(0, 20)));
    assert.isTrue(first.hasMore);
    assert.equal(first.fetchedAt, 5_000);
    const second = await records.search('p1', 'Observation', pairs, 20);
    assert.deepEqual(idsOf(second.resources), idsOf(wanted.slice(20, 40)));
    assert.equal(second.revision, first.revision);
  });

  it('replaces an older version, whatever it is found by now', async () => {
    const { records } = await open();
    await records.put('p1', {
      held: held([observation('o1'), observation('o2')]),
      coverage: [whole('Observation')],
    });
    const entered = observation('o1', { status: 'entered-in-error', meta: { versionId: '2' } });
    await records.put('p1', { held: held([entered]) });
    const final = await records.search('p1', 'Observation', [['status', 'final']]);
    assert.deepEqual(idsOf(final.resources), ['o2']);
    const wrong = await records.search('p1', 'Observation', [['status', 'entered-in-error']]);
    assert.deepEqual(wrong.resources, [entered]);
  });

  it('does not let a late answer take the place of a newer one', async () => {
    const { records } = await open();
    await records.put('p1', { held: held([observation('o1', { meta: { versionId: '2' } })], 2_000) });
    await records.put('p1', { held: held([observation('o1', { meta: { versionId: '1' } })], 1_000) });
    assert.equal((await records.read('p1', 'Observation', 'o1')).resource.meta?.versionId, '2');
  });

  it('keeps two tabs that put into the same record at the same time from losing anything', async () => {
    const [one, two] = [await open(), await open()];
    await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        (index % 2 ? one : two).records.put('p1', { held: held([observation(`o${index}`)]) }),
      ),
    );
    const { versions } = await one.records.known('p1');
    assert.equal(versions.size, 8);
  });

  it('keeps no word of a patient in clear: not in rows, keys or index', async () => {
    const { records } = await open();
    await records.put('p1', {
      held: held([patient('p1'), observation('o1'), encounter('e1', '2026-01-10')]),
      coverage: [whole('Observation')],
    });
    const text = await rawText(await databaseName());
    for (const word of [CANARY_NAME, '8867-4', 'vital-signs', 'Observation', '2026-01-10', '"o1"', '"p1"'])
      assert.notInclude(text, word);
  });

  it('shares no token between two patients with the same record', async () => {
    const { records } = await open();
    for (const id of ['p1', 'p2']) await records.put(id, { held: held([observation('o1')]) });
    const tokens = await rawTokens(await databaseName());
    assert.equal(tokens.length, 2);
    const [one, two] = tokens.map((list) => new Set(list));
    assert.isAbove(one?.size ?? 0, 3);
    assert.isTrue([...(one ?? [])].every((token) => !two?.has(token)));
  });

  it('is unreadable without the key that the server releases', async () => {
    const { records } = await open();
    await records.put('p1', { held: held([observation('o1')]) });
    await records.close();
    const locked = await open({
      releaseKey: async () => {
        throw new Error('signed out');
      },
    });
    assert.equal(await codeOf(locked.records.read('p1', 'Observation', 'o1')), 'storage-locked');
    const other = await open({ key: new Uint8Array(32).fill(8) });
    assert.equal(await codeOf(other.records.read('p1', 'Observation', 'o1')), 'storage-locked');
    const again = await open();
    assert.equal((await again.records.read('p1', 'Observation', 'o1')).resource.id, 'o1');
  });

  it('shreds keys and rows, also without the key, and can be filled again', async () => {
    const { records } = await open();
    await records.put('p1', { held: held([observation('o1')]) });
    const other = await open({
      releaseKey: async () => {
        throw new Error('signed out');
      },
    });
    await other.records.shred();
    assert.equal(await rawText(await databaseName()), '');
    assert.equal(await codeOf(records.read('p1', 'Observation', 'o1')), 'not-held');
    await records.put('p1', { held: held([observation('o2')]) });
    await records.close();
    const again = await open();
    assert.equal((await again.records.read('p1', 'Observation', 'o2')).resource.id, 'o2');
  });

  it('reads on in a tab that still has the key of a record which another tab replaced', async () => {
    const [one, two] = [await open(), await open()];
    await one.records.put('p1', { held: held([observation('o1')]) });
    await two.records.read('p1', 'Observation', 'o1');
    await one.records.forget('p1');
    await one.records.put('p1', { held: held([observation('o2')]) });
    assert.equal((await two.records.read('p1', 'Observation', 'o2')).resource.id, 'o2');
  });

  it('throws away a record that was damaged, and says that it is not held', async () => {
    const { records } = await open();
    await records.put('p1', { held: held([observation('o1')]), coverage: [whole('Observation')] });
    await damageBodies(await databaseName());
    assert.equal(await codeOf(records.search('p1', 'Observation', [])), 'not-held');
    assert.deepEqual(await records.held(), []);
    await records.put('p1', { held: held([observation('o1')]) });
    assert.equal((await records.read('p1', 'Observation', 'o1')).resource.id, 'o1', 'it heals');
  });

  it('lets the least recently opened go first, and never a patient who is open', async () => {
    const { records, runtime } = await open();
    for (const id of ['p1', 'p2', 'p3']) {
      runtime.clock.advance(1_000);
      await records.put(id, { held: held([observation('o1')]) });
    }
    runtime.clock.advance(1_000);
    await records.opened('p1');
    records.hold('p2');
    const bytes = (await records.estimate()).heldBytes;
    assert.equal(await records.evict({ maxBytes: bytes - 1 }), 1);
    const heldIds = async () => (await records.held()).map(({ patient: id }) => id).sort();
    assert.deepEqual(await heldIds(), ['p1', 'p2']);
    assert.equal(await records.evict({ maxBytes: 0 }), 1);
    assert.deepEqual(await heldIds(), ['p2']);
  });

  it('makes room by letting others go when the device is full, where deleted rows give room', async () => {
    const { records, runtime } = await open({
      runtime: scriptedRuntime(() => new Response(), NOTHING_TO_GIVE),
    });
    for (const id of ['p1', 'p2', 'p3', 'p4']) {
      await records.put(id, { held: held([observation('o1')]) });
      runtime.clock.advance(1_000);
    }
    const disk = fillDisk('put', 1, 'bodies');
    try {
      await records.put('p1', { held: held([observation('o2')]) });
    } finally {
      disk.restore();
    }
    assert.equal(disk.succeeded(), 1, 'the browser said success before it took it back');
    assert.deepEqual((await records.held()).map(({ patient: id }) => id).sort(), ['p1', 'p4']);
    assert.equal((await records.read('p1', 'Observation', 'o2')).resource.id, 'o2');
  });

  it('keeps everybody when the device is full, where deleted rows take room first', async () => {
    const { records } = await open();
    for (const id of ['p1', 'p2', 'p3']) await records.put(id, { held: held([observation('o1')]) });
    const disk = fillDisk('put', 1, 'bodies');
    try {
      assert.equal(await codeOf(records.put('p1', { held: held([observation('o2')]) })), 'storage-full');
    } finally {
      disk.restore();
    }
    assert.equal((await records.held()).length, 3);
  });

  it('leaves the last bytes to saves, where the browser says how many there are', async () => {
    const room = { quota: 100_000_000, usage: 93_000_000 };
    const storage = { estimate: async () => room } as StorageManager;
    const { records, runtime } = await open({ runtime: scriptedRuntime(() => new Response(), { storage }) });
    const put = () => codeOf(records.put('p1', { held: held([observation('o1')]) }));
    assert.equal(await put(), 'storage-full');
    assert.deepEqual(await records.held(), []);
    room.usage = 1_000_000;
    assert.equal(await put(), 'no error');
    room.usage = 93_000_000;
    runtime.clock.advance(60_000);
    assert.equal(await put(), 'storage-full');
  });

  it('says that the device is full when there is nobody to let go, and keeps what it had', async () => {
    const { records } = await open();
    await records.put('p1', { held: held([observation('o1')]), coverage: [whole('Observation')] });
    const disk = fillDisk('put', 9, 'bodies');
    try {
      assert.equal(await codeOf(records.put('p1', { held: held([observation('o2')]) })), 'storage-full');
    } finally {
      disk.restore();
    }
    assert.deepEqual(idsOf((await records.search('p1', 'Observation', [])).resources), ['o1']);
  });
});

function rawTokens(name: string): Promise<string[][]> {
  return withDatabase(name, async (database) => {
    const rows: { tokens: string[] }[] = await settled(
      database.transaction('segments').objectStore('segments').getAll(),
    );
    return rows.map(({ tokens }) => tokens);
  });
}

/** Changes a byte of the first body. */
function damageBodies(name: string): Promise<void> {
  return withDatabase(name, async (database) => {
    const store = database.transaction('bodies', 'readwrite').objectStore('bodies');
    const [key] = await settled(store.getAllKeys());
    const sealed = (await settled(store.get(key as IDBValidKey))) as { iv: Uint8Array; data: ArrayBuffer };
    const bytes = new Uint8Array(sealed.data);
    bytes[0] = (bytes[0] ?? 0) ^ 1;
    await settled(store.put(sealed, key));
  });
}
