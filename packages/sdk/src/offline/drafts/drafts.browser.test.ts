import { assert } from '@open-wc/testing';
import type { Draft } from '../../contract/drafts.ts';
import type { SamspilError } from '../../errors.ts';
import { JournalServer } from '../../../test/offline/journal-server.ts';
import { fillDisk, newPartition, NOTHING_TO_GIVE, rawText, Tab } from '../../../test/offline/tab.ts';
import { CANARY, writeOf } from '../../../test/offline/writes.ts';
import { partitionName } from '../partition.ts';
import { openOutbox } from '../open-outbox.ts';
import type { DraftRow } from './draft-row.ts';
import type { Partition } from '../types.ts';

const ELSE = { patient: 'else', plugin: 'vitals' };
const draft = (key: string, data: Draft['data'] = { pulse: '72' }): Draft => ({
  key,
  title: { da: 'Målinger', en: 'Measurements' },
  data,
});

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    (error: SamspilError) => error.code,
  );

describe('drafts in the store of the outbox', () => {
  const tabs: Tab[] = [];
  let server: JournalServer;
  let partition: Partition;

  async function openTab(overrides: Partial<Parameters<typeof Tab.open>[0]> = {}): Promise<Tab> {
    const tab = await Tab.open({ partition, server, ...overrides });
    tabs.push(tab);
    return tab;
  }

  beforeEach(() => {
    server = new JournalServer();
    partition = newPartition();
  });

  afterEach(async () => {
    await Promise.all(tabs.splice(0).map(({ outbox }) => outbox.close()));
  });

  it('are there again after the tab was closed, oldest first, and the same key replaces', async () => {
    const first = await openTab();
    await first.outbox.drafts.put(ELSE, draft('b'));
    first.runtime.clock.advance(1000);
    await first.outbox.drafts.put(ELSE, draft('a'));
    first.runtime.clock.advance(1000);
    await first.outbox.drafts.put(ELSE, draft('b', { pulse: '73' }));
    await first.outbox.close();
    const again = await openTab();
    const kept = await again.outbox.drafts.list(ELSE);
    assert.deepEqual(
      kept.map(({ key, data }) => [key, data]),
      [
        ['a', { pulse: '72' }],
        ['b', { pulse: '73' }],
      ],
    );
    assert.strictEqual(kept[0]?.savedAt, '2026-01-15T08:00:01.000Z');
    assert.deepEqual(server.transactions, []);
  });

  it('of one patient, plugin or user are not found under another', async () => {
    const tab = await openTab();
    await tab.outbox.drafts.put(ELSE, draft('a'));
    await tab.outbox.drafts.put({ patient: 'max', plugin: 'vitals' }, draft('a', { pulse: '90' }));
    await tab.outbox.drafts.put({ patient: 'else', plugin: 'notes' }, draft('a', 'text'));
    assert.deepEqual(
      (await tab.outbox.drafts.list(ELSE)).map(({ data }) => data),
      [{ pulse: '72' }],
    );
    assert.lengthOf(await tab.outbox.drafts.list({ patient: 'else' }), 2);
    assert.lengthOf(await tab.outbox.drafts.list(), 3);
    const other = await openTab({ partition: newPartition() });
    assert.deepEqual(await other.outbox.drafts.list(), []);
  });

  it('lie on the disk encrypted: neither patient, plugin, title nor content can be read', async () => {
    const tab = await openTab();
    await tab.outbox.drafts.put(
      { patient: CANARY, plugin: `plugin-${CANARY}` },
      draft('a', { note: CANARY }),
    );
    const text = await rawText(partition);
    for (const secret of [CANARY, 'Målinger', 'Measurements', 'vitals']) assert.notInclude(text, secret);
  });

  it('stay locked without the released key, and with that of somebody else', async () => {
    const tab = await openTab();
    await tab.outbox.drafts.put(ELSE, draft('a'));
    const stranger = await openTab({ key: new Uint8Array(32).fill(9) });
    assert.strictEqual(await codeOf(stranger.outbox.drafts.list()), 'storage-locked');
    assert.strictEqual(await codeOf(stranger.outbox.drafts.put(ELSE, draft('b'))), 'storage-locked');
  });

  it('are at most twenty for one plugin and patient, counted over all tabs', async () => {
    const [one, two] = [await openTab(), await openTab()];
    for (let n = 0; n < 19; n++) await one.outbox.drafts.put(ELSE, draft(`k${n}`));
    const last = await Promise.all([
      codeOf(one.outbox.drafts.put(ELSE, draft('x'))),
      codeOf(two.outbox.drafts.put(ELSE, draft('y'))),
    ]);
    assert.deepEqual(last.sort(), ['no error', 'too-many-requests']);
    assert.strictEqual(await codeOf(one.outbox.drafts.put(ELSE, draft('k3', 'replaced'))), 'no error');
    assert.strictEqual(
      await codeOf(one.outbox.drafts.put({ ...ELSE, patient: 'max' }, draft('k'))),
      'no error',
    );
    await one.outbox.drafts.remove(ELSE, 'k3');
    assert.strictEqual(await codeOf(one.outbox.drafts.put(ELSE, draft('z'))), 'no error');
  });

  it('that did not fit are told so, and the one before stands', async () => {
    const tab = await openTab({ runtime: NOTHING_TO_GIVE });
    await tab.outbox.drafts.put(ELSE, draft('a'));
    const disk = fillDisk('put', 1, 'drafts');
    try {
      assert.strictEqual(await codeOf(tab.outbox.drafts.put(ELSE, draft('a', 'newer'))), 'storage-full');
    } finally {
      disk.restore();
    }
    assert.strictEqual(disk.succeeded(), 1, 'the request had succeeded');
    assert.deepEqual(
      (await tab.outbox.drafts.list(ELSE)).map(({ data }) => data),
      [{ pulse: '72' }],
    );
  });

  it('that were damaged are shown as such, and a person can give them up', async () => {
    const tab = await openTab();
    await tab.outbox.drafts.put(ELSE, draft('a'));
    await damageSeals(partition);
    const [damaged] = await tab.outbox.drafts.list();
    assert.deepInclude(damaged, { isDamaged: true, patient: '', title: {}, data: null });
    await tab.outbox.drafts.discard(damaged?.id ?? '');
    assert.deepEqual(await tab.outbox.drafts.list(), []);
  });

  it('come to a device whose store is of the version before, with every pending write still there', async () => {
    server.isDown = true;
    const tab = await openTab();
    const { id } = await tab.outbox.enqueue(writeOf('op-1'));
    await tab.outbox.close();
    tabs.length = 0;
    await asVersionOne(partition);
    const upgraded = await openTab();
    assert.deepEqual(
      (await upgraded.outbox.list()).map((receipt) => receipt.id),
      [id],
    );
    await upgraded.outbox.drafts.put(ELSE, draft('a'));
    assert.lengthOf(await upgraded.outbox.drafts.list(), 1);
    server.isDown = false;
    await upgraded.outbox.flush();
    await upgraded.reaches(id, 'accepted');
    assert.lengthOf(server.all('Observation'), 1);
  });

  it('go over the border of the real worker', async () => {
    const here = { ...partition, fhirBaseUrl: new URL('/no-fhir-here', location.href).href };
    const outbox = await openOutbox({
      partition: here,
      accessToken: async () => undefined,
      releaseKey: async () => new Uint8Array(32).fill(7),
    });
    try {
      await outbox.drafts.put(ELSE, draft('a'));
      const [kept] = await outbox.drafts.list(ELSE);
      assert.deepInclude(kept, { ...ELSE, key: 'a', data: { pulse: '72' } });
      await outbox.drafts.remove(ELSE, 'a');
      await outbox.drafts.discard(kept?.id ?? '');
      assert.deepEqual(await outbox.drafts.list(), []);
    } finally {
      await outbox.close();
    }
  });
});

/** Takes a partition's store back to what version 1 made of it, with everything that version knew. */
async function asVersionOne(partition: Partition): Promise<void> {
  const name = await partitionName(partition, crypto.subtle);
  const now = await settled(indexedDB.open(name));
  const tx = now.transaction(['entries', 'keys', 'meta']);
  const stored = await Promise.all(
    ['entries', 'keys', 'meta'].map(async (store) => ({
      store,
      values: await settled(tx.objectStore(store).getAll() as IDBRequest<unknown[]>),
      keys: await settled(tx.objectStore(store).getAllKeys()),
    })),
  );
  now.close();
  await settled(indexedDB.deleteDatabase(name));
  const opening = indexedDB.open(name, 1);
  opening.onupgradeneeded = () => {
    const entries = opening.result.createObjectStore('entries', { keyPath: 'sequence', autoIncrement: true });
    entries.createIndex('id', 'id', { unique: true });
    opening.result.createObjectStore('keys');
    opening.result.createObjectStore('meta');
  };
  const before = await settled(opening);
  const filling = before.transaction(['entries', 'keys', 'meta'], 'readwrite');
  for (const { store, values, keys } of stored)
    for (const [at, value] of values.entries())
      filling.objectStore(store).put(value, store === 'entries' ? undefined : keys[at]);
  await new Promise<void>((resolve, reject) => {
    filling.oncomplete = () => resolve();
    filling.onabort = () => reject(filling.error ?? new DOMException('aborted', 'AbortError'));
  });
  before.close();
}

/** Turns one bit of every draft around, as a disk that forgets would. */
async function damageSeals(partition: Partition): Promise<void> {
  const database = await settled(indexedDB.open(await partitionName(partition, crypto.subtle)));
  const tx = database.transaction('drafts', 'readwrite');
  const drafts = tx.objectStore('drafts');
  for (const row of await settled(drafts.getAll() as IDBRequest<DraftRow[]>)) {
    const data = row.sealed.data.slice(0);
    new Uint8Array(data)[0] = (new Uint8Array(data)[0] ?? 0) ^ 1;
    drafts.put({ ...row, sealed: { ...row.sealed, data } });
  }
  await new Promise((resolve) => (tx.oncomplete = resolve));
  database.close();
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new DOMException('failed', 'UnknownError'));
  });
}
