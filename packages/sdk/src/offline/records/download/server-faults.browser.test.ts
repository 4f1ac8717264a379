import { assert } from '@open-wc/testing';
import type { FhirResource } from 'fhir/r4';
import { openHeld } from '../../../../test/offline/held.ts';
import { newPartition } from '../../../../test/offline/tab.ts';
import { LaggingServer } from '../../../testing/faults/download/lagging-server.ts';
import { runDownloads } from '../../../testing/faults/download/run-download.ts';
import type { DownloadDevice, DownloadStep } from '../../../testing/faults/download/run-download.ts';
import { seededRandom } from '../../../testing/simulate/seeded.ts';
import type { Partition, RecordStore } from '../../index.ts';
import { downloadPatients } from './download-patients.ts';

const SEARCHES = [{ resourceType: 'Observation', pairs: [['patient', 'else']], narrowing: [] }] as const;

/** A device as it is: the record store over the browser's IndexedDB, opened anew for each download as after a night. */
class RealDevice implements DownloadDevice {
  readonly #partition: Partition = newPartition();
  #records: RecordStore | undefined;
  failures: string[] = [];

  async records(): Promise<RecordStore> {
    this.#records ??= (await openHeld(this.#partition)).records;
    return this.#records;
  }

  async download(server: LaggingServer): Promise<number> {
    await this.close();
    let versions = 0;
    const failures = await downloadPatients([{ patient: 'else', source: server, searches: SEARCHES }], {
      records: await this.records(),
      now: () => server.nowMs,
      signal: new AbortController().signal,
      onProgress: ({ resources }) => (versions = resources),
    });
    this.failures = failures.map(({ code }) => code);
    return versions;
  }

  /** By what a chart would be told, page by page, and not by what lies in the store. */
  async all(): Promise<FhirResource[]> {
    const records = await this.records();
    const found: FhirResource[] = [];
    for (let hasMore = true; hasMore;) {
      const pairs = [['_count', '5']] as const;
      const page = await records.search('else', 'Observation', pairs, found.length);
      found.push(...page.resources);
      hasMore = page.hasMore;
    }
    return found;
  }

  async held(): Promise<ReadonlyMap<string, string>> {
    const all = await this.all();
    const held = new Map(all.map(({ id, meta }) => [`Observation/${id}`, meta?.versionId ?? '']));
    assert.lengthOf(all, held.size, 'nothing is told twice');
    return held;
  }

  async fetchedAt(): Promise<number> {
    return (await (await this.records()).search('else', 'Observation', [])).fetchedAt;
  }

  async close(): Promise<void> {
    await this.#records?.close();
    this.#records = undefined;
  }
}

describe('F26: downloads into the real record store from a server that shows things late', () => {
  let device: RealDevice;
  let server: LaggingServer;

  beforeEach(() => {
    device = new RealDevice();
    server = new LaggingServer();
  });

  afterEach(() => device.close());

  const versions = async () => Object.fromEntries([...(await device.held())].sort());

  it('brings what was committed before the last download and became visible after it', async () => {
    server.commit('late', 90_000);
    server.commit('early', 0);
    await device.download(server);
    assert.deepEqual(await versions(), { 'Observation/early': '1' });
    // A change: no count tells that it is missing. What comes then is newer, so that a watermark alone steps over it.
    server.commit('early', 90_000);
    server.nowMs += 60_000;
    server.commit('newer', 0);
    await device.download(server);
    server.nowMs += 60_000;
    await device.download(server);
    assert.deepEqual(await versions(), {
      'Observation/early': '2',
      'Observation/late': '1',
      'Observation/newer': '1',
    });
  });

  it('misses and doubles nothing of many with the same instant, on both sides of pages that change', async () => {
    for (let index = 1; index <= 8; index += 1) server.commit(`o-${index}`, 0);
    server.betweenPages([() => server.commit('o-1', 0), () => server.commit('o-9', 0)]);
    await device.download(server);
    server.betweenPages([() => server.commit('o-5', 0)]);
    await device.download(server);
    server.betweenPages([]);
    await device.download(server);
    const expected = [...server.visible()].map(([id, { meta }]) => [`Observation/${id}`, meta?.versionId]);
    assert.deepEqual(await versions(), Object.fromEntries(expected.sort()));
    assert.lengthOf(expected, 9);
  });

  it('brings what a server recorded whose clock was set back after the last download', async () => {
    server.commit('before', 0);
    await device.download(server);
    server.nowMs += 30_000;
    server.skewMs = -300_000;
    server.commit('before', 0);
    await device.download(server);
    assert.deepEqual(await versions(), { 'Observation/before': '2' });
  });

  it('takes away what was deleted, and keeps what a lagging index only did not list', async () => {
    server.commit('stays', 0);
    server.commit('goes', 0);
    await device.download(server);
    server.nowMs += 1_000;
    server.commit('goes', 0, true);
    const search = server.search.bind(server);
    // The index lost sight of it for a moment; its own address has not.
    server.search = async (...asked) => {
      const page = await search(...asked);
      const entry = (page.entry ?? []).filter(({ resource }) => resource?.id !== 'stays');
      return { ...page, entry, ...(page.total !== undefined && { total: page.total - 1 }) };
    };
    await device.download(server);
    assert.deepEqual(await versions(), { 'Observation/stays': '1' });
  });

  it('is as fresh as the last download that came to its end, counted from its beginning', async () => {
    for (let index = 1; index <= 8; index += 1) server.commit(`o-${index}`, 0);
    const began = server.nowMs;
    server.betweenPages([() => (server.nowMs += 40_000)]);
    await device.download(server);
    assert.strictEqual(await device.fetchedAt(), began, 'what changed meanwhile may be missing');
    // A day later all is asked for again, and the list keeps changing: a new one at each page.
    server.nowMs += 90_000_000;
    const next = server.next.bind(server);
    let made = 8;
    server.next = (page) => {
      server.commit(`o-${(made += 1)}`, 0);
      return next(page);
    };
    await device.download(server);
    assert.deepEqual(device.failures, ['server']);
    assert.strictEqual(await device.fetchedAt(), began, 'and is not called fresh');
    server.next = next;
    await device.download(server);
    assert.deepEqual(device.failures, []);
    assert.isAbove(await device.fetchedAt(), began);
    assert.lengthOf(await device.all(), made);
  });

  it('leads to what the server has after each of twelve drawn histories', async () => {
    for (let seed = 1; seed <= 12; seed += 1) {
      const each = new RealDevice();
      const outcome = await runDownloads(drawn(seed), each);
      await each.close();
      assert.deepEqual(outcome.violations, [], `seed ${seed}`);
      assert.isAbove(outcome.downloads, 1);
    }
  });
});

/** Thirty steps of the kind that the fault kit draws. */
function drawn(seed: number): DownloadStep[] {
  const random = seededRandom(seed);
  const of = <T>(...choices: readonly T[]): T => choices[Math.floor(random() * choices.length)] as T;
  const step = (): DownloadStep => {
    const pick = Math.floor(random() * 20);
    const lagMs = of(0, 0, 1_000, 30_000, 120_000);
    const kind = of('add', 'add', 'change', 'delete', 'pass', 'clock', 'download', 'download');
    if (kind === 'pass') return { do: kind, ms: of(400, 1_000, 31_000, 700_000, 90_000_000) };
    if (kind === 'clock') return { do: kind, backMs: of(0, 60_000, 300_000) };
    if (kind === 'download') return { do: kind, meanwhile: of(0, 0, 1, 3) };
    return { do: kind, pick, lagMs };
  };
  return Array.from({ length: 30 }, step);
}
