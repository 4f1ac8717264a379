import { assert, waitUntil } from '@open-wc/testing';
import type { SamspilError } from '../../errors.ts';
import { JournalServer } from '../../../test/offline/journal-server.ts';
import { held, observation, openHeld, whole } from '../../../test/offline/held.ts';
import { fillDisk, newPartition, NOTHING_TO_GIVE, Tab } from '../../../test/offline/tab.ts';
import { writeOf } from '../../../test/offline/writes.ts';
import { scriptedRuntime } from '../../../test/scripted-runtime.ts';
import type { Runtime } from '../../runtime.ts';
import type { RecordStore } from '../records/types.ts';

const RESERVE = 'samspil-reserve';
/** Pieces of the reserve, and those of them that no save may have. */
const [PIECES, FOR_SENDING] = [64, 56];

async function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'no error',
    (error: SamspilError) => error.code,
  );
}

const pieces = async () => (await (await caches.open(RESERVE)).keys()).length;

/** Nobody who opens an outbox waits for the reserve. */
async function reserveHas(count: number): Promise<void> {
  await waitUntil(async () => (await pieces()) === count, `the reserve has no ${count} pieces`);
}

describe('room for saves on a full disk', () => {
  let server: JournalServer;
  let partition: ReturnType<typeof newPartition>;
  let closing: { close(): Promise<void> }[];
  let disk: ReturnType<typeof fillDisk> | undefined;

  beforeEach(async () => {
    server = new JournalServer();
    server.isDown = true;
    partition = newPartition();
    closing = [];
    await caches.delete(RESERVE);
  });
  afterEach(async () => {
    disk?.restore();
    disk = undefined;
    await Promise.all(closing.map((one) => one.close()));
  });

  async function openTab(runtime: Partial<Runtime> = {}): Promise<Tab> {
    const tab = await Tab.open({ partition, server, runtime });
    closing.push(tab.outbox);
    return tab;
  }

  /** A chart of which everything is held, read once. */
  async function openChart(overrides: Partial<Runtime> = {}) {
    const runtime = scriptedRuntime(() => new Response(), overrides);
    const { records } = await openHeld(partition, { runtime });
    closing.push(records);
    const put = () =>
      records.put('p1', {
        held: held([observation('o1')]),
        coverage: [whole('Observation')],
        isOpened: true,
      });
    await put();
    assert.equal(await answer(records), 'found');
    let letGo = () => {};
    const told = new Promise<void>((resolve) => (letGo = resolve));
    records.onLetGo(() => letGo());
    return { records, told, put };
  }

  const answer = (records: RecordStore) =>
    records.search('p1', 'Observation', []).then(
      ({ resources }) => (resources.length > 0 ? 'found' : 'an empty answer'),
      ({ code }: SamspilError) => code,
    );

  it('comes from the reserve first: the save is stored, and the chart stays', async () => {
    const tab = await openTab();
    const { records } = await openChart();
    await reserveHas(PIECES);
    disk = fillDisk('add', 1);
    const { id } = await tab.outbox.enqueue(writeOf('op-1'));
    assert.equal(disk.succeeded(), 1, 'it had been refused');
    assert.deepEqual(
      (await tab.outbox.list()).map((one) => one.id),
      [id],
    );
    assert.equal(await pieces(), PIECES - 1);
    assert.equal(await answer(records), 'found');
    assert.isUndefined((await records.estimate()).letGoAt);
  });

  for (const [place, overrides] of [
    ['in a bucket', {}],
    ['in a database beside others', { buckets: undefined }],
  ] as const)
    it(`comes from the chart next (${place}): it is told, not held, and never answered as empty`, async () => {
      const tab = await openTab(overrides);
      const { records, told, put } = await openChart(overrides);
      // One piece, then what else a save may have of the reserve, then the chart.
      disk = fillDisk('add', 3);
      assert.equal((await tab.outbox.enqueue(writeOf('op-1'))).state, 'stored');
      assert.equal(disk.succeeded(), 3);
      await told;
      assert.equal(await answer(records), 'not-held');
      assert.equal(await codeOf(records.read('p1', 'Observation', 'o1')), 'not-held');
      assert.deepEqual(await records.held(), []);
      assert.equal(await pieces(), FOR_SENDING, 'no save gets what is for sending');
      assert.isString((await records.estimate()).letGoAt);
      await put();
      assert.equal(await answer(records), 'found', 'it can be fetched again');
      assert.isUndefined((await records.estimate()).letGoAt);
    });

  it('that is not there is said aloud: the save is refused, and changes nothing', async () => {
    const tab = await openTab();
    const { id } = await tab.outbox.enqueue(writeOf('op-1'));
    disk = fillDisk('add', Infinity);
    assert.equal(await codeOf(tab.outbox.enqueue(writeOf('op-2'))), 'storage-full');
    disk.restore();
    assert.deepEqual(
      (await tab.outbox.list()).map((one) => one.id),
      [id],
    );
    assert.equal((await tab.outbox.enqueue(writeOf('op-2'))).state, 'stored');
  });

  it('is kept for sending: what was stored before the disk was full still leaves', async () => {
    const tab = await openTab();
    const { id } = await tab.outbox.enqueue(writeOf('op-1'));
    disk = fillDisk('add', Infinity);
    assert.equal(await codeOf(tab.outbox.enqueue(writeOf('op-2'))), 'storage-full');
    disk.restore();
    assert.equal(await pieces(), FOR_SENDING);
    server.isDown = false;
    disk = fillDisk('put', 1, 'meta');
    await tab.outbox.flush();
    await tab.reaches(id, 'accepted');
    assert.equal(disk.succeeded(), 1, 'it had been refused');
    assert.equal(await pieces(), FOR_SENDING - 1);
    assert.lengthOf(server.all('Observation'), 1);
  });

  it('that sending lacks is said of everything that waits, in every tab, until there is some', async () => {
    const [tab, other] = [await openTab(NOTHING_TO_GIVE), await openTab(NOTHING_TO_GIVE)];
    const ids = [await tab.outbox.enqueue(writeOf('op-1')), await other.outbox.enqueue(writeOf('op-2'))];
    disk = fillDisk('put', Infinity);
    server.isDown = false;
    await tab.outbox.flush();
    for (const { id } of ids)
      for (const one of [tab, other])
        await one.sees(() => {
          const latest = one.told.findLast((snapshot) => snapshot.id === id);
          return latest?.state === 'stored' && latest.error?.code === 'storage-full' ? latest : undefined;
        });
    assert.lengthOf(server.all('Observation'), 0, 'what cannot be written down does not leave');
    disk.restore();
    await tab.outbox.flush();
    for (const { id } of ids) assert.isUndefined((await tab.reaches(id, 'accepted')).error);
    assert.lengthOf(server.all('Observation'), 2);
  });

  it('is taken again later, once, where there is some', async () => {
    const tab = await openTab();
    disk = fillDisk('add', 1);
    await tab.outbox.enqueue(writeOf('op-1'));
    assert.equal(await pieces(), PIECES - 1);
    tab.runtime.clock.advance(600_000);
    await reserveHas(PIECES);
  });

  it('is taken only in part where there is little, and a device without any works on', async () => {
    // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its own `this` below
    const { put } = Cache.prototype;
    let left = 8;
    Cache.prototype.put = function (this: Cache, ...args: Parameters<typeof put>) {
      left -= 1;
      if (left < 0) return Promise.reject(new DOMException('The disk is full.', 'QuotaExceededError'));
      return put.apply(this, args);
    };
    try {
      await openTab();
      // An eighth of what is left is for others.
      await waitUntil(() => left < 0, 'the disk was not full');
      await reserveHas(7);
      const tab = await openTab();
      assert.equal((await tab.outbox.enqueue(writeOf('op-1'))).state, 'stored');
      assert.equal(await pieces(), 7, 'and stays theirs');
    } finally {
      Cache.prototype.put = put;
    }
  });
});
