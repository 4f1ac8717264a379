import { assert } from '@open-wc/testing';
import { JournalServer } from '../../../test/offline/journal-server.ts';
import { Tab, newPartition, rawRows, rawText, withRawDatabase } from '../../../test/offline/tab.ts';
import { CANARY, writeOf } from '../../../test/offline/writes.ts';
import { partitionName } from '../partition.ts';

describe('the witness beside the outbox', () => {
  const tabs: Tab[] = [];
  let server: JournalServer;
  let partition = newPartition();

  async function openTab(overrides: Partial<Parameters<typeof Tab.open>[0]> = {}): Promise<Tab> {
    const tab = await Tab.open({ partition, server, ...overrides });
    tabs.push(tab);
    return tab;
  }

  /** Saves while the server is away, and closes. */
  async function saved(...operations: string[]): Promise<string[]> {
    const tab = await openTab();
    const ids: string[] = [];
    for (const operation of operations) ids.push((await tab.outbox.enqueue(writeOf(operation))).id);
    await tab.outbox.close();
    return ids;
  }

  async function erase(database: string): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const request = indexedDB.deleteDatabase(database);
      request.onsuccess = () => resolve();
      request.onerror = () => reject(request.error ?? new Error('not deleted'));
    });
  }

  const lostIn = (list: Awaited<ReturnType<Tab['outbox']['list']>>) =>
    list.filter(({ error }) => error?.code === 'storage-lost');

  beforeEach(() => {
    server = new JournalServer();
    server.isDown = true;
    partition = newPartition();
  });

  afterEach(async () => {
    await Promise.all(tabs.splice(0).map(({ outbox }) => outbox.close()));
  });

  it('F17: says aloud which writes are gone, and since when, after the database was deleted', async () => {
    const ids = await saved('op-1', 'op-2', 'op-3');
    await erase(await partitionName(partition, crypto.subtle));
    const tab = await openTab();
    const told = await tab.sees(() => tab.told.find(({ error }) => error?.code === 'storage-lost'));
    assert.strictEqual(told.state, 'rejected', 'it needs a person');
    const lost = lostIn(await tab.outbox.list());
    assert.deepEqual(lost.map(({ id }) => id).sort(), [...ids].sort());
    assert.strictEqual(lost[0]?.storedAt, new Date(tab.runtime.now()).toISOString());
    assert.lengthOf(lostIn(await tab.outbox.list({ patient: 'else' })), 3);
    assert.deepEqual(await tab.outbox.list({ patient: 'niels' }), [], 'told where it belongs');
  });

  it('notices that it went under it while it was open', async () => {
    const tab = await openTab();
    const { id } = await tab.outbox.enqueue(writeOf('op-1'));
    await erase(await partitionName(partition, crypto.subtle));
    assert.deepEqual(
      lostIn(await tab.outbox.list()).map((one) => one.id),
      [id],
    );
  });

  it('knows one deleted row among others, and counts a row that cannot be read', async () => {
    const [first = '', second = '', third = ''] = await saved('op-1', 'op-2', 'op-3');
    const rows = await rawRows(partition);
    const [gone, damaged] = rows;
    if (!gone || !damaged) throw new Error('three rows are there');
    const bytes = new Uint8Array(damaged.sealed.data);
    bytes[2] = (bytes[2] ?? 0) ^ 0xff;
    await withRawDatabase(partition, (entries) => {
      entries.delete(gone.sequence);
      return entries.put(damaged);
    });
    const tab = await openTab();
    assert.deepEqual(
      (await tab.outbox.list()).map(({ id, error }) => [id, error?.code]),
      [
        [first, 'storage-lost'],
        [second, 'storage-damaged'],
        [third, undefined],
      ],
    );
  });

  it('notices an older copy of the database that was put back', async () => {
    const [kept = ''] = await saved('op-1');
    const older = await rawRows(partition);
    const [, later = ''] = [kept, ...(await saved('op-2'))];
    await withRawDatabase(partition, (entries) => {
      entries.clear();
      return entries.put(older[0]);
    });
    const tab = await openTab();
    assert.deepEqual(
      (await tab.outbox.list()).map(({ id, error }) => [id, error?.code === 'storage-lost']),
      [
        [later, true],
        [kept, false],
      ],
    );
  });

  it('still knows when every database of the origin went together', async () => {
    const before = await openTab();
    const { id } = await before.outbox.enqueue(writeOf('op-1'));
    const name = await partitionName(partition, crypto.subtle);
    before.runtime.clock.advance(1_000);
    while (!(await (await caches.open(`${name}-witness`)).match('https://samspil.invalid/witness')))
      await new Promise((resume) => requestAnimationFrame(resume));
    await before.outbox.close();
    await erase(name);
    await erase(`${name}-witness`);
    const tab = await openTab();
    assert.deepEqual(
      lostIn(await tab.outbox.list()).map((one) => one.id),
      [id],
    );
  });

  it('a person takes note of a loss with a reason, and is asked no more; the record of it stays', async () => {
    const [id = ''] = await saved('op-1');
    await erase(await partitionName(partition, crypto.subtle));
    const tab = await openTab();
    await tab.outbox.discard(id, 'registreret igen i EPJ');
    assert.deepEqual(await tab.outbox.list(), []);
    await tab.outbox.close();
    const next = await openTab();
    assert.deepEqual(await next.outbox.list(), []);
    const [row] = await rawRows(partition);
    assert.deepInclude(row, { id, state: 'discarded' });
    assert.notInclude(await rawText(partition), 'registreret igen');
  });

  it('what is saved again under the same operation is lost no more', async () => {
    const [id] = await saved('op-1');
    await erase(await partitionName(partition, crypto.subtle));
    const tab = await openTab();
    const again = await tab.outbox.enqueue(writeOf('op-1'));
    assert.strictEqual(again.id, id);
    assert.deepEqual(lostIn(await tab.outbox.list()), []);
  });

  it('claims no loss of what was received or given up, nor while others save', async () => {
    server.isDown = false;
    const [one, two] = [await openTab(), await openTab()];
    const sent = await one.outbox.enqueue(writeOf('op-1'));
    await one.reaches(sent.id, 'accepted');
    // Without a sign-in nothing is on its way, so that a person may give it up at any time.
    one.session.token = two.session.token = undefined;
    const given = await one.outbox.enqueue(writeOf('op-2'));
    await one.reaches(given.id, 'needs-login');
    await one.outbox.discard(given.id, 'forkert seng');
    const saving = Promise.all(
      Array.from({ length: 20 }, (_, index) => one.outbox.enqueue(writeOf(`more-${index}`))),
    );
    const looks: number[] = [];
    for (let look = 0; look < 10; look += 1) looks.push(lostIn(await two.outbox.list()).length);
    await saving;
    assert.deepEqual(new Set(looks), new Set([0]));
    await one.outbox.close();
    await two.outbox.close();
    await erase(await partitionName(partition, crypto.subtle));
    const ids = lostIn(await (await openTab()).outbox.list()).map(({ id }) => id);
    assert.lengthOf(ids, 20, 'the ones that were neither received nor given up');
    assert.notInclude(ids, sent.id);
    assert.notInclude(ids, given.id);
  });

  it('a witness that cannot be written fails no save', async () => {
    const factory = {
      open: (name: string, version: number) => {
        if (name.endsWith('-witness')) throw new DOMException('no room', 'QuotaExceededError');
        return indexedDB.open(name, version);
      },
    } as IDBFactory;
    const tab = await openTab({ runtime: { indexedDB: factory } });
    assert.strictEqual((await tab.outbox.enqueue(writeOf('op-1'))).state, 'stored');
    assert.lengthOf(await tab.outbox.list(), 1);
  });

  it('I6: holds opaque names and times only', async () => {
    await saved('op-1');
    const name = await partitionName(partition, crypto.subtle);
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(`${name}-witness`);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error('not opened'));
    });
    const rows = await new Promise<unknown[]>((resolve) => {
      const request = database.transaction('writes').objectStore('writes').getAll();
      request.onsuccess = () => resolve(request.result as unknown[]);
    });
    database.close();
    assert.lengthOf(rows, 1);
    assert.deepEqual(Object.keys(rows[0] as object).sort(), ['id', 'patientKey', 'storedAt']);
    for (const secret of [CANARY, 'else', 'op-1', 'Observation', 'nurse'])
      assert.notInclude(JSON.stringify(rows), secret);
  });
});
