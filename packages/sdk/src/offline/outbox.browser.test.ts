import { assert } from '@open-wc/testing';
import type { Observation, Provenance } from 'fhir/r4';
import type { SamspilError } from '../errors.ts';
import { JournalServer } from '../../test/offline/journal-server.ts';
import {
  NOTHING_TO_GIVE,
  Tab,
  fillDisk,
  gate,
  newPartition,
  rawRows,
  rawText,
  withRawDatabase,
} from '../../test/offline/tab.ts';
import { CANARY, pulse, writeOf } from '../../test/offline/writes.ts';
import { partitionName } from './partition.ts';

async function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'no error',
    (error: SamspilError) => error.code,
  );
}

describe('the outbox over a real IndexedDB', () => {
  const tabs: Tab[] = [];
  let server: JournalServer;
  let partition = newPartition();

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

  describe('I1: acknowledged means durable', () => {
    it('asks for strict durability in every transaction that writes', async () => {
      // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its own `this` below
      const { transaction } = IDBDatabase.prototype;
      const asked: (string | undefined)[] = [];
      IDBDatabase.prototype.transaction = function (
        this: IDBDatabase,
        ...args: Parameters<typeof transaction>
      ) {
        // The witness only counts; a save does not wait for its disk.
        const isWrite = args[1] === 'readwrite' && !this.name.endsWith('-witness');
        if (isWrite) asked.push(args[2]?.durability);
        const tx = transaction.apply(this, args);
        if (isWrite) assert.strictEqual(tx.durability, 'strict');
        return tx;
      };
      try {
        const tab = await openTab();
        const { id } = await tab.outbox.enqueue(writeOf('op-1'));
        await tab.reaches(id, 'accepted');
      } finally {
        IDBDatabase.prototype.transaction = transaction;
      }
      assert.isAbove(asked.length, 4);
      assert.deepEqual(new Set(asked), new Set(['strict']));
    });

    it('does not believe a request that succeeded when its transaction aborts for lack of room', async () => {
      server.isDown = true;
      const tab = await openTab({ runtime: NOTHING_TO_GIVE });
      const disk = fillDisk('add', 1);
      try {
        assert.strictEqual(await codeOf(tab.outbox.enqueue(writeOf('op-1'))), 'storage-full');
      } finally {
        disk.restore();
      }
      assert.strictEqual(disk.succeeded(), 1, 'the request had succeeded');
      assert.deepEqual(await tab.outbox.list(), []);
      assert.strictEqual((await tab.outbox.enqueue(writeOf('op-1'))).state, 'stored');
      assert.lengthOf(await rawRows(partition), 1);
    });

    it('keeps a write whose acknowledgement cannot be written down, and sends it again to one effect', async () => {
      server.isDown = true;
      const tab = await openTab({ runtime: NOTHING_TO_GIVE });
      const { id } = await tab.outbox.enqueue(writeOf('op-1'));
      await tab.reaches(id, 'stored');
      server.isDown = false;
      const { handle } = server;
      let disk: ReturnType<typeof fillDisk> | undefined;
      server.handle = async (request) => {
        const answer = await handle(request);
        if (request.method === 'POST' && !disk) disk = fillDisk('put', 2);
        return answer;
      };
      await tab.outbox.flush();
      // With a copy of what left, and then without.
      const full = () => (disk?.succeeded() === 2 ? true : undefined);
      while (!full()) await new Promise((resume) => requestAnimationFrame(resume));
      disk?.restore();
      const settled = tab.reaches(id, 'accepted');
      while (tab.runtime.clock.pending.length === 0)
        await new Promise((resume) => requestAnimationFrame(resume));
      tab.runtime.clock.advance(300_000);
      await settled;
      assert.lengthOf(server.all('Observation'), 1);
      assert.strictEqual(server.transactions.length, 2);
    });

    it('says so when the browser gives no storage', async () => {
      const blocked = {
        open: () => {
          throw new DOMException('The operation is insecure.', 'SecurityError');
        },
      } as unknown as IDBFactory;
      assert.strictEqual(
        await codeOf(Tab.open({ partition, server, runtime: { indexedDB: blocked } })),
        'storage-blocked',
      );
      assert.strictEqual(
        await codeOf(Tab.open({ partition, server, runtime: { locks: undefined } })),
        'storage-blocked',
      );
    });

    it('opens a connection again that was closed under it', async () => {
      const opened: IDBDatabase[] = [];
      const factory = {
        open: (name: string, version: number) => {
          const request = indexedDB.open(name, version);
          request.addEventListener('success', () => opened.push(request.result));
          return request;
        },
      } as IDBFactory;
      server.isDown = true;
      const tab = await openTab({ runtime: { indexedDB: factory } });
      await tab.outbox.enqueue(writeOf('op-1'));
      for (const database of opened) database.close();
      await tab.outbox.enqueue(writeOf('op-2'));
      assert.isAbove(opened.length, 1);
      assert.lengthOf(await tab.outbox.list(), 2);
    });

    it('does not stand in the way of a newer tab, and fails loudly beside it', async () => {
      server.isDown = true;
      const tab = await openTab();
      await tab.outbox.enqueue(writeOf('op-1'));
      const name = await partitionName(partition, crypto.subtle);
      await new Promise<void>((resolve, reject) => {
        const request = indexedDB.open(name, 99);
        request.onblocked = () => reject(new Error('blocked by the old tab'));
        request.onsuccess = () => {
          request.result.close();
          resolve();
        };
      });
      assert.strictEqual(await codeOf(tab.outbox.enqueue(writeOf('op-2'))), 'storage-blocked');
    });

    it('makes "sending" durable before the first byte leaves, and sends again after a crash in between', async () => {
      let stateOnDisk: string | undefined;
      const cut = gate();
      const { handle } = server;
      server.handle = async (request) => {
        if (request.method !== 'POST') return handle(request);
        stateOnDisk = (await rawRows(partition))[0]?.state;
        await handle(request);
        cut.open();
        return new Promise<Response>(() => undefined);
      };
      const crashing = await openTab();
      const { id } = await crashing.outbox.enqueue(writeOf('op-1'));
      await cut.opened;
      assert.strictEqual(stateOnDisk, 'sending');
      await crashing.outbox.close();
      assert.strictEqual((await rawRows(partition))[0]?.state, 'sending');

      server.handle = handle;
      const next = await openTab();
      await next.reaches(id, 'accepted');
      assert.lengthOf(server.all('Observation'), 1);
      assert.lengthOf(server.all('Provenance'), 1);
      assert.lengthOf(server.transactions, 2);
    });
  });

  describe('I2: one operation, one effect', () => {
    it('gives the first receipt back for the same operation, at every stage', async () => {
      const tab = await openTab();
      server.isDown = true;
      const first = await tab.outbox.enqueue(writeOf('op-1'));
      const again = await tab.outbox.enqueue(writeOf('op-1', { resources: [pulse({ status: 'amended' })] }));
      assert.strictEqual(again.id, first.id);
      assert.deepEqual(again.resources, first.resources);
      server.isDown = false;
      await tab.outbox.flush();
      const accepted = await tab.reaches(first.id, 'accepted');
      const late = await tab.outbox.enqueue(writeOf('op-1'));
      assert.deepEqual(late, accepted);
      assert.lengthOf(await rawRows(partition), 1);
      assert.lengthOf(server.all('Observation'), 1);
    });

    it('holds when two tabs save the same operation at once', async () => {
      const [one, two] = [await openTab(), await openTab()];
      const receipts = await Promise.all(
        [one, two, one, two].map((tab) => tab.outbox.enqueue(writeOf('op-1'))),
      );
      const id = receipts[0]?.id ?? '';
      assert.deepEqual(new Set(receipts.map((receipt) => receipt.id)), new Set([id]));
      await Promise.all([one.reaches(id, 'accepted'), two.reaches(id, 'accepted')]);
      assert.lengthOf(server.all('Observation'), 1);
    });

    it('tells the server version, when it was measured and when it left', async () => {
      const tab = await openTab();
      const { id } = await tab.outbox.enqueue(writeOf('op-1'));
      const accepted = await tab.reaches(id, 'accepted');
      const [observation] = server.all('Observation');
      assert.deepEqual(accepted.resources, [{ reference: `Observation/${observation?.id}`, versionId: '1' }]);
      assert.strictEqual(accepted.measuredAt, '2026-01-15T08:30:00+01:00');
      assert.strictEqual(accepted.sentAt, new Date(tab.runtime.now()).toISOString());
    });
  });

  describe('I3: order', () => {
    it('sends what two tabs stored in the order in which it was stored', async () => {
      server.isDown = true;
      const [one, two] = [await openTab(), await openTab()];
      const ids: string[] = [];
      // Each builds on the one before: what does not may go side by side.
      let derivedFrom: { reference: string }[] = [];
      for (const [index, tab] of [one, two, two, one].entries()) {
        const write = writeOf(`op-${index}`, { resources: [pulse({ derivedFrom })] });
        const { id, resources } = await tab.outbox.enqueue(write);
        ids.push(id);
        derivedFrom = [...resources];
      }
      server.isDown = false;
      await two.outbox.flush();
      await Promise.all(ids.map((id) => one.reaches(id, 'accepted')));
      const marks = server.journal.filter(({ resource }) => resource.resourceType === 'Observation');
      assert.deepEqual(
        marks.map(({ marks: [mark] }) => mark),
        ['op-0', 'op-1', 'op-2', 'op-3'],
      );
    });

    it('corrects a value that has not been sent yet', async () => {
      server.isDown = true;
      const tab = await openTab();
      const made = await tab.outbox.enqueue(writeOf('op-1'));
      const [type, id] = made.resources[0]?.reference.split('/') ?? [];
      assert.strictEqual(type, 'Observation');
      const fixed = await tab.outbox.enqueue(
        writeOf('op-2', { resources: [pulse({ id, status: 'amended' })] }),
      );
      server.isDown = false;
      await tab.outbox.flush();
      await tab.reaches(fixed.id, 'accepted');
      assert.strictEqual((server.get(`Observation/${id}`) as Observation).status, 'amended');
      assert.strictEqual(server.get(`Observation/${id}`)?.meta?.versionId, '2');
    });
  });

  describe('I4: no cross-talk', () => {
    it('keeps two users of one browser apart, in storage and in what is sent', async () => {
      const other = newPartition();
      const night = await Tab.open({ partition: other, server, key: new Uint8Array(32).fill(9) });
      tabs.push(night);
      night.session.token = 'night';
      const day = await openTab();
      const ids = [await day.outbox.enqueue(writeOf('op-1')), await night.outbox.enqueue(writeOf('op-1'))];
      await day.reaches(ids[0]?.id ?? '', 'accepted');
      await night.reaches(ids[1]?.id ?? '', 'accepted');
      assert.lengthOf(await rawRows(partition), 1);
      assert.deepEqual(
        new Set(server.transactions.map(({ token }) => token)),
        new Set(['Bearer token', 'Bearer night']),
      );
    });

    it('lists by patient, and refuses a resource about another', async () => {
      server.isDown = true;
      const tab = await openTab();
      await tab.outbox.enqueue(writeOf('op-1'));
      const subject = { reference: 'Patient/niels' };
      await tab.outbox.enqueue(writeOf('op-2', { patient: 'niels', resources: [pulse({ subject })] }));
      assert.strictEqual(
        await codeOf(tab.outbox.enqueue(writeOf('op-3', { patient: 'niels' }))),
        'wrong-patient',
      );
      const listed = await tab.outbox.list({ patient: 'niels' });
      assert.deepEqual(
        listed.map(({ patient }) => patient),
        ['niels'],
      );
      assert.lengthOf(await tab.outbox.list(), 2);
    });
  });

  describe('I5: no silent overwrite', () => {
    it('keeps a conflict with both versions, and overwrites only what the person has seen', async () => {
      server.write(pulse({ id: '1' }));
      const tab = await openTab();
      server.write(pulse({ id: '1', status: 'amended', valueQuantity: { value: 70 } }));
      const change = pulse({ id: '1', meta: { versionId: '1' }, valueQuantity: { value: 88 } });
      const { id } = await tab.outbox.enqueue(writeOf('op-1', { resources: [change] }));
      const conflict = await tab.reaches(id, 'conflict');
      assert.deepEqual(conflict.error, { code: 'conflict' });
      assert.strictEqual(server.get('Observation/1')?.meta?.versionId, '2');
      assert.lengthOf(await tab.outbox.list(), 1);

      const shown = await tab.outbox.conflict(id);
      assert.deepEqual(
        shown.resources.map(({ kind, conflicts }) => [kind, conflicts.map(({ path }) => path)]),
        [['changed', ['Observation.value']]],
      );
      await tab.outbox.resolve(id, { revision: shown.revision, keep: 'mine' });
      await tab.reaches(id, 'accepted');
      assert.strictEqual((server.get('Observation/1') as Observation).valueQuantity?.value, 88);
      assert.strictEqual((server.get('Observation/1') as Observation).status, 'amended');
      assert.strictEqual(server.get('Observation/1')?.meta?.versionId, '3');
      assert.strictEqual(await codeOf(tab.outbox.conflict(id)), 'not-found');
      const [provenance] = server.all('Provenance') as Provenance[];
      assert.isTrue(provenance?.agent.some(({ who }) => who.reference === partition.user));
    });

    it('merges by itself what two people changed in different places', async () => {
      server.write(pulse({ id: '1' }));
      const tab = await openTab();
      server.write(pulse({ id: '1', status: 'amended' }));
      const change = pulse({ id: '1', meta: { versionId: '1' }, valueQuantity: { value: 88 } });
      const { id } = await tab.outbox.enqueue(writeOf('op-1', { resources: [change] }));
      await tab.reaches(id, 'accepted');
      const now = server.get('Observation/1') as Observation;
      assert.deepEqual([now.status, now.valueQuantity?.value], ['amended', 88]);
    });

    it('a decision outlives a restart: it was taken once and is sent later', async () => {
      server.write(pulse({ id: '1' }));
      const first = await openTab();
      server.write(pulse({ id: '1', valueQuantity: { value: 70 } }));
      const change = pulse({ id: '1', meta: { versionId: '1' }, valueQuantity: { value: 88 } });
      const { id } = await first.outbox.enqueue(writeOf('op-1', { resources: [change] }));
      await first.reaches(id, 'conflict');
      server.isDown = true;
      const { revision } = await first.outbox.conflict(id);
      await first.outbox.resolve(id, { revision, keep: 'mine' });
      await first.outbox.close();
      tabs.splice(0);
      server.isDown = false;
      const second = await openTab();
      await second.outbox.flush();
      await second.reaches(id, 'accepted');
      assert.strictEqual((server.get('Observation/1') as Observation).valueQuantity?.value, 88);
    });

    it('is in conflict again when somebody wrote after the person looked', async () => {
      server.write(pulse({ id: '1' }));
      const tab = await openTab();
      server.write(pulse({ id: '1', status: 'amended' }));
      const change = pulse({ id: '1', meta: { versionId: '1' }, status: 'cancelled' });
      const { id } = await tab.outbox.enqueue(writeOf('op-1', { resources: [change] }));
      await tab.reaches(id, 'conflict');
      server.write(pulse({ id: '1', status: 'corrected' }));
      const before = tab.told.length;
      const seen = await tab.outbox.conflict(id);
      await tab.outbox.resolve(id, { revision: seen.revision, keep: 'mine' });
      await tab.sees(() => tab.told.slice(before).find(({ state }) => state === 'conflict'));
      const again = { revision: seen.revision, keep: 'mine' } as const;
      assert.strictEqual(await codeOf(tab.outbox.resolve(id, again)), 'conflict');
      assert.strictEqual((server.get('Observation/1') as Observation).status, 'corrected');
    });
  });

  describe('I6: nothing readable at rest', () => {
    const SECRETS = [
      CANARY,
      'else',
      'Observation',
      'Practitioner',
      'nurse',
      'op-1',
      'lease-1',
      'dk.example',
      '8867-4',
      'wrong bed',
    ];

    it('leaves no word about the patient in any record, in any state', async () => {
      server.poison = (resource) =>
        resource.resourceType === 'Observation' && resource.status === 'unknown' ? 422 : undefined;
      server.write(pulse({ id: '1' }));
      server.write(pulse({ id: '1', valueQuantity: { value: 70 } }));
      const tab = await openTab();
      const ids = {
        accepted: await tab.outbox.enqueue(writeOf('op-1')),
        rejected: await tab.outbox.enqueue(writeOf('op-2', { resources: [pulse({ status: 'unknown' })] })),
        conflict: await tab.outbox.enqueue(
          writeOf('op-3', {
            resources: [pulse({ id: '1', meta: { versionId: '1' }, valueQuantity: { value: 88 } })],
            bases: [pulse({ id: '1', meta: { versionId: '1' } })],
          }),
        ),
      };
      for (const [state, { id }] of Object.entries(ids)) await tab.reaches(id, state as keyof typeof ids);
      server.isDown = true;
      const stored = await tab.outbox.enqueue(writeOf('op-4'));
      const given = await tab.outbox.enqueue(writeOf('op-5'));
      await tab.outbox.discard(ids.rejected.id, 'entered for the wrong bed');
      await tab.reaches(stored.id, 'stored');
      assert.strictEqual(given.state, 'stored');

      const states = (await rawRows(partition)).map(({ state }) => state);
      assert.includeMembers(states, ['accepted', 'discarded', 'conflict']);
      const text = await rawText(partition);
      for (const secret of SECRETS) assert.notInclude(text, secret);
      const fields = new Set((await rawRows(partition)).flatMap((row) => Object.keys(row)));
      assert.deepEqual(
        [...fields].sort(),
        [
          ...['acceptedAs', 'copy', 'fence', 'id', 'leftAfter', 'patientKey'],
          ...['sealed', 'sentAt', 'sequence', 'state', 'storedAt'],
        ].sort(),
      );
    });

    it('says nothing in the names of databases and locks, nor to other tabs', async () => {
      const name = await partitionName(partition, crypto.subtle);
      const heard: unknown[] = [];
      const channel = new BroadcastChannel(name);
      channel.onmessage = ({ data }: MessageEvent<unknown>) => heard.push(data);
      const [one, two] = [await openTab(), await openTab()];
      const { id } = await one.outbox.enqueue(writeOf('op-1'));
      await two.reaches(id, 'accepted');
      const { held = [], pending = [] } = await navigator.locks.query();
      const names = [...held, ...pending].map((lock) => lock.name);
      const databases = (await indexedDB.databases()).map((database) => database.name);
      channel.close();
      assert.isAbove(heard.length, 0);
      assert.include(names, name);
      for (const secret of [...SECRETS, partition.user, partition.fhirBaseUrl]) {
        assert.notInclude(JSON.stringify([heard, names, databases]), secret);
      }
    });

    it('is locked without the key, and opens where it was left when the key is released', async () => {
      server.isDown = true;
      const before = await openTab();
      const { id } = await before.outbox.enqueue(writeOf('op-1'));
      await before.outbox.close();
      const tab = await openTab({ key: new Uint8Array(0) });
      tab.session.key = undefined;
      assert.strictEqual(await codeOf(tab.outbox.list()), 'storage-locked');
      assert.strictEqual(await codeOf(tab.outbox.enqueue(writeOf('op-2'))), 'storage-locked');
      tab.session.key = new Uint8Array(32).fill(8);
      assert.strictEqual(await codeOf(tab.outbox.list()), 'storage-locked', 'another key');
      assert.deepEqual(
        (await rawRows(partition)).map(({ state }) => state),
        ['stored'],
      );
      assert.lengthOf(server.transactions, 0);

      server.isDown = false;
      tab.session.key = new Uint8Array(32).fill(7);
      await tab.outbox.flush();
      await tab.reaches(id, 'accepted');
    });
  });

  describe('I7: liveness', () => {
    it('sends the others past a poison entry, and what depends on it after the decision', async () => {
      server.poison = (resource) =>
        resource.resourceType === 'Observation' && resource.status === 'unknown' ? 422 : undefined;
      const tab = await openTab();
      const poison = await tab.outbox.enqueue(writeOf('op-1', { resources: [pulse({ status: 'unknown' })] }));
      const reference = poison.resources[0]?.reference ?? '';
      const dependent = await tab.outbox.enqueue(
        writeOf('op-2', { resources: [pulse({ derivedFrom: [{ reference }] })] }),
      );
      const free = await tab.outbox.enqueue(writeOf('op-3'));
      await tab.reaches(free.id, 'accepted');
      const rejected = await tab.reaches(poison.id, 'rejected');
      assert.strictEqual(rejected.error?.issues?.[0]?.code, 'processing');
      const listed = await tab.outbox.list();
      assert.deepEqual(
        listed.map(({ state, waitsFor }) => [state, waitsFor]),
        [
          ['rejected', undefined],
          ['stored', [poison.id]],
        ],
        'the dependent says what it waits for',
      );
      assert.deepEqual(dependent.waitsFor, [poison.id]);

      await tab.outbox.discard(poison.id, 'measured on the wrong arm');
      const orphan = await tab.reaches(dependent.id, 'rejected');
      assert.deepEqual(orphan.error, { code: 'not-found' });
      assert.strictEqual(await codeOf(tab.outbox.enqueue(writeOf('op-1'))), 'rejected');
    });

    it('sends a repaired server what it had rejected', async () => {
      server.poison = () => 422;
      const tab = await openTab();
      const { id } = await tab.outbox.enqueue(writeOf('op-1'));
      await tab.reaches(id, 'rejected');
      server.poison = () => undefined;
      await tab.outbox.retry(id);
      await tab.reaches(id, 'accepted');
    });

    it('waits as long as the server asks, even when a person presses "try now"', async () => {
      server.faults.push({ status: 503, headers: { 'Retry-After': '120' } });
      const tab = await openTab();
      const { id } = await tab.outbox.enqueue(writeOf('op-1'));
      const waiting = await tab.sees(() => tab.told.find(({ error }) => error !== undefined));
      assert.deepInclude(waiting, { state: 'stored', error: { code: 'server' } });
      await tab.outbox.flush();
      assert.isTrue(tab.runtime.clock.pending.some((ms) => ms >= 120_000));
      tab.runtime.clock.advance(119_000);
      assert.lengthOf(server.transactions, 1);
      // Our own wait on top is at most as long again.
      tab.runtime.clock.advance(121_000);
      await tab.reaches(id, 'accepted');
      assert.lengthOf(server.transactions, 2);
    });

    it('F12: keeps what the server asked for over a restart and a change of leadership, and says until when', async () => {
      server.faults.push({ status: 429, headers: { 'Retry-After': '99999999' } });
      const tab = await openTab();
      const { id } = await tab.outbox.enqueue(writeOf('op-1'));
      const waiting = await tab.sees(() => tab.told.find(({ nextAttemptAt }) => nextAttemptAt !== undefined));
      const asked = Date.parse(waiting.nextAttemptAt ?? '') - tab.runtime.now();
      assert.isAtLeast(asked, 3_600_000, 'an hour is the most that a server is believed');
      assert.isAtMost(asked, 3_900_000, 'and five minutes the most that is added');

      const successor = await openTab();
      await tab.outbox.close();
      await successor.outbox.flush();
      assert.strictEqual((await successor.outbox.list())[0]?.nextAttemptAt, waiting.nextAttemptAt);
      await successor.outbox.close();

      const restarted = await openTab();
      await restarted.outbox.flush();
      while (!restarted.runtime.clock.pending.some((ms) => ms >= 3_600_000))
        await new Promise((resume) => requestAnimationFrame(resume));
      restarted.runtime.clock.advance(3_599_000);
      assert.lengthOf(server.transactions, 1, 'nobody asked the server before its time');
      restarted.runtime.clock.advance(301_000);
      await restarted.reaches(id, 'accepted');
      assert.lengthOf(server.transactions, 2);
      assert.isUndefined((await restarted.reaches(id, 'accepted')).nextAttemptAt);
    });

    it('continues at once when the connection came back', async () => {
      server.isDown = true;
      const tab = await openTab();
      const { id } = await tab.outbox.enqueue(writeOf('op-1'));
      server.isDown = false;
      await tab.outbox.flush();
      await tab.reaches(id, 'accepted');
    });

    it('quarantines a damaged row, and lets a person give it up', async () => {
      server.isDown = true;
      const first = await openTab();
      const lost = await first.outbox.enqueue(writeOf('op-1'));
      const good = await first.outbox.enqueue(writeOf('op-2'));
      await first.outbox.close();
      const row = (await rawRows(partition)).find(({ id }) => id === lost.id);
      if (!row) throw new Error('the row is there');
      const bytes = new Uint8Array(row.sealed.data);
      bytes[3] = (bytes[3] ?? 0) ^ 0xff;
      await withRawDatabase(partition, (entries) => entries.put(row));

      server.isDown = false;
      const tab = await openTab();
      await tab.outbox.flush();
      await tab.reaches(good.id, 'accepted');
      const [damaged] = await tab.outbox.list();
      assert.deepInclude(damaged, { id: lost.id, state: 'rejected', error: { code: 'storage-damaged' } });
      assert.strictEqual(await codeOf(tab.outbox.retry(lost.id)), 'storage-damaged');
      assert.strictEqual((await tab.outbox.enqueue(writeOf('op-1'))).error?.code, 'storage-damaged');
      await tab.outbox.discard(lost.id, 'unreadable');
      assert.deepEqual(await tab.outbox.list(), []);
    });

    it('takes a row whose content was swapped with another as damaged, not as the other', async () => {
      server.isDown = true;
      const first = await openTab();
      await first.outbox.enqueue(writeOf('op-1'));
      await first.outbox.enqueue(writeOf('op-2'));
      await first.outbox.close();
      const [one, two] = await rawRows(partition);
      if (!one || !two) throw new Error('two rows are there');
      await withRawDatabase(partition, (entries) => {
        entries.put({ ...one, sealed: two.sealed });
        return entries.put({ ...two, sealed: one.sealed });
      });
      const tab = await openTab();
      const codes = (await tab.outbox.list()).map(({ error }) => error?.code);
      assert.deepEqual(codes, ['storage-damaged', 'storage-damaged']);
    });
  });

  describe('I8: the sign-in ends', () => {
    it('pauses everything, deletes nothing and continues after a flush with a token', async () => {
      server.validToken = 'token';
      const tab = await openTab();
      tab.session.token = 'expired';
      const one = await tab.outbox.enqueue(writeOf('op-1'));
      const two = await tab.outbox.enqueue(writeOf('op-2'));
      await tab.reaches(one.id, 'needs-login');
      await tab.reaches(two.id, 'needs-login');
      assert.lengthOf(await tab.outbox.list(), 2);
      tab.session.token = undefined;
      const three = await tab.outbox.enqueue(writeOf('op-3'));
      await tab.reaches(three.id, 'needs-login');
      assert.lengthOf(server.all('Observation'), 0);

      tab.session.token = 'token';
      await tab.outbox.flush();
      for (const { id } of [one, two, three]) await tab.reaches(id, 'accepted');
      assert.lengthOf(server.all('Observation'), 3);
    });

    it('I4: another user who signs in meanwhile sends nothing of hers; the same user goes on', async () => {
      server.validToken = 'token';
      const tab = await openTab();
      tab.session.token = 'expired';
      const { id } = await tab.outbox.enqueue(writeOf('op-1'));
      await tab.reaches(id, 'needs-login');
      await tab.outbox.close();

      const colleague = await openTab({ partition: newPartition(), key: new Uint8Array(32).fill(9) });
      assert.deepEqual(await colleague.outbox.list(), []);
      const own = await colleague.outbox.enqueue(writeOf('op-2'));
      await colleague.reaches(own.id, 'accepted');
      // Her key opens nothing of the first user's, even if she is taken for her.
      const intruder = await openTab({ key: new Uint8Array(32).fill(9) });
      assert.strictEqual(await codeOf(intruder.outbox.list()), 'storage-locked');
      await intruder.outbox.flush();
      assert.deepEqual(
        (await rawRows(partition)).map(({ state }) => state),
        ['stored'],
      );
      const marks = () =>
        server.journal.flatMap(({ resource, marks }) =>
          resource.resourceType === 'Observation' ? marks : [],
        );
      assert.deepEqual(marks(), ['op-2']);
      await intruder.outbox.close();

      const back = await openTab();
      await back.outbox.flush();
      await back.reaches(id, 'accepted');
      assert.deepEqual(marks(), ['op-2', 'op-1']);
    });

    it('takes a fresh token after a 401 without troubling anybody', async () => {
      server.validToken = 'fresh';
      const tab = await openTab();
      const { handle } = server;
      server.handle = async (request) => {
        const answer = await handle(request);
        if (answer.status === 401) tab.session.token = 'fresh';
        return answer;
      };
      const { id } = await tab.outbox.enqueue(writeOf('op-1'));
      await tab.reaches(id, 'accepted');
      assert.isFalse(tab.told.some(({ state }) => state === 'needs-login'));
    });

    it('lets a tab with a session send for one that has none', async () => {
      const without = await openTab();
      without.session.token = undefined;
      const withSession = await openTab();
      const { id } = await without.outbox.enqueue(writeOf('op-1'));
      await withSession.reaches(id, 'accepted');
      await without.reaches(id, 'accepted');
    });
  });

  describe('I9: one sender', () => {
    it('elects one of two tabs, and the other takes over when it closes', async () => {
      const [one, two] = [await openTab(), await openTab()];
      const first = await two.outbox.enqueue(writeOf('op-1'));
      await two.reaches(first.id, 'accepted');
      assert.lengthOf(two.runtime.requests, 0);
      assert.isAbove(one.runtime.requests.length, 0);
      await one.outbox.close();
      const second = await two.outbox.enqueue(writeOf('op-2'));
      await two.reaches(second.id, 'accepted');
      assert.lengthOf(server.all('Observation'), 2);
    });

    it('does not let a zombie write down what it believes', async () => {
      const [asked, thaw] = [gate(), gate<Response>()];
      const zombie = await openTab({
        server: {
          handle: (request) => {
            if (request.method !== 'POST') return server.handle(request);
            asked.open();
            return thaw.opened;
          },
        },
      });
      const { id } = await zombie.outbox.enqueue(writeOf('op-1'));
      await asked.opened;
      // A browser that gave the lock away while the tab was frozen.
      const locks = {
        request: (_name: string, _options: LockOptions, work: () => Promise<void>) => work(),
      } as unknown as LockManager;
      const successor = await openTab({ runtime: { locks } });
      await successor.reaches(id, 'accepted');
      const [before] = await rawRows(partition);

      thaw.open(new Response('{"resourceType":"OperationOutcome","issue":[]}', { status: 422 }));
      // Its lock is free once it has understood that it is not the sender any more.
      await navigator.locks.request(await partitionName(partition, crypto.subtle), () => undefined);
      const [after] = await rawRows(partition);
      assert.deepInclude(after, { state: 'accepted', fence: before?.fence });
      assert.isFalse(zombie.told.some(({ state }) => state === 'rejected'));
      assert.lengthOf(server.all('Observation'), 1);
    });
  });
});
