import { assert } from '@open-wc/testing';
import { JournalServer } from '../../../../test/offline/journal-server.ts';
import { Tab, fillDisk, newPartition, rawRows } from '../../../../test/offline/tab.ts';
import { pulse, writeOf } from '../../../../test/offline/writes.ts';
import type { EntryRow } from '../../entry.ts';

const HOUR_MS = 3_600_000;

describe('F25: a server that was restored from a backup', () => {
  const tabs: Tab[] = [];
  let server: JournalServer;
  let partition = newPartition();

  async function openTab(): Promise<Tab> {
    const tab = await Tab.open({ partition, server });
    tabs.push(tab);
    return tab;
  }

  async function accepted(tab: Tab, operation: string, overrides = {}): Promise<string> {
    const { id } = await tab.outbox.enqueue(writeOf(operation, overrides));
    await tab.reaches(id, 'accepted');
    return id;
  }

  /** Every request from here on, by method and type. */
  function overheard(): string[] {
    const asked: string[] = [];
    const { handle } = server;
    server.handle = (request) => {
      asked.push(`${request.method} ${request.url.slice(server.baseUrl.length + 1).split('/', 1)[0]}`);
      return handle(request);
    };
    return asked;
  }

  /** An hour later the app is opened anew. */
  async function reopened(before: Tab): Promise<Tab> {
    await before.outbox.close();
    const tab = await openTab();
    tab.runtime.clock.advance(HOUR_MS);
    return tab;
  }

  async function isAsked(asked: readonly string[], count: number): Promise<void> {
    while (asked.length < count) await new Promise((resume) => requestAnimationFrame(resume));
  }

  beforeEach(() => {
    server = new JournalServer();
    partition = newPartition();
  });

  afterEach(async () => {
    await Promise.all(tabs.splice(0).map(({ outbox }) => outbox.close()));
  });

  it('asks one request at the start, and nothing more, when the server has what it confirmed', async () => {
    const tab = await openTab();
    for (const operation of ['op-1', 'op-2', 'op-3']) await accepted(tab, operation);
    await tab.outbox.close();
    const asked = overheard();
    const next = await openTab();
    await isAsked(asked, 1);
    const { id } = await next.outbox.enqueue(writeOf('op-4'));
    await next.reaches(id, 'accepted');
    assert.deepEqual(
      asked.filter((one) => one.startsWith('GET') && one !== 'GET metadata'),
      ['GET Observation'],
    );
  });

  for (const [route, abilities] of Object.entries({
    'client-id': {},
    conditional: { updateCreate: false },
    probe: { updateCreate: false, conditionalCreate: false },
  }))
    it(`F25, ${route}: what it lost needs a person, and is sent again to one effect`, async () => {
      server = new JournalServer(abilities);
      const tab = await openTab();
      await accepted(tab, 'op-1');
      const backup = server.journal.length;
      const lost = [await accepted(tab, 'op-2'), await accepted(tab, 'op-3')];
      server.restore(backup);
      const next = await reopened(tab);
      await next.outbox.flush();
      for (const id of lost) await next.reaches(id, 'rejected');
      const listed = await next.outbox.list();
      assert.deepEqual(
        listed.map(({ id, state, error }) => [id, state, error?.code]),
        lost.map((id) => [id, 'rejected', 'server-restored']),
        'what the backup had is not among them',
      );
      for (const id of lost) await next.outbox.retry(id);
      for (const id of lost) await next.reaches(id, 'accepted');
      assert.lengthOf(server.all('Observation'), 3);
      const marks = server.journal.flatMap((effect) => effect.marks);
      assert.lengthOf(
        marks.filter((mark) => mark === 'op-2'),
        2,
        'one Observation and its Provenance, under the same operation',
      );
    });

  it('F25: a change is lost when an older version stands; its dependent waits for what it refers to', async () => {
    const tab = await openTab();
    const first = await accepted(tab, 'op-1');
    const reference = tab.told.findLast(({ id }) => id === first)?.resources[0]?.reference ?? '';
    const backup = server.journal.length;
    const changed = await accepted(tab, 'op-2', {
      resources: [pulse({ id: reference.split('/')[1] ?? '', valueQuantity: { value: 61, unit: '/min' } })],
    });
    const made = await accepted(tab, 'op-3');
    const name = tab.told.findLast(({ id }) => id === made)?.resources[0]?.reference ?? '';
    server.restore(backup);
    const next = await reopened(tab);
    const dependent = await next.outbox.enqueue(
      writeOf('op-4', { resources: [pulse({ derivedFrom: [{ reference: name }] })] }),
    );
    await next.outbox.flush();
    for (const id of [changed, made]) await next.reaches(id, 'rejected');
    const waiting = (await next.outbox.list()).find(({ id }) => id === dependent.id);
    assert.deepEqual(waiting?.waitsFor, [made], 'it is not sent before what it refers to');
    await next.outbox.retry(made);
    await next.reaches(dependent.id, 'accepted');
    await next.outbox.discard(changed, 'measured anew since');
    assert.deepEqual(await next.outbox.list(), []);
    assert.strictEqual(server.get(reference)?.meta?.versionId, '1', 'what was given up is not sent');
  });

  it('F25: of versions that left as one each is told, also where somebody has written the record anew', async () => {
    const tab = await openTab();
    server.isDown = true;
    const first = await tab.outbox.enqueue(
      writeOf('op-1', { resources: [pulse({ status: 'preliminary' })] }),
    );
    const [reference = ''] = first.resources.map((one) => one.reference);
    const record = pulse({ id: reference.split('/')[1] ?? '' });
    const last = await tab.outbox.enqueue(writeOf('op-2', { resources: [record] }));
    server.isDown = false;
    await tab.outbox.flush();
    for (const { id } of [first, last]) await tab.reaches(id, 'accepted');
    assert.lengthOf(server.transactions, 1);
    server.restore(0);
    server.write(record);
    assert.strictEqual(server.get(reference)?.meta?.versionId, '1', 'the number that was confirmed');
    const next = await reopened(tab);
    await next.outbox.flush();
    for (const { id } of [first, last]) {
      const told = await next.reaches(id, 'rejected');
      assert.strictEqual(told.error?.code, 'server-restored');
    }
  });

  it('F25: sent again, a change overwrites nothing that a restored server has under a number it gives a second time', async () => {
    const read = pulse({ id: '1', meta: { versionId: '1' }, valueQuantity: { value: 72 } });
    server.write(read);
    const tab = await openTab();
    const lost = await accepted(tab, 'op-1', {
      resources: [{ ...read, valueQuantity: { value: 80 } }],
      bases: [read],
    });
    server.restore(0);
    server.write({ ...read, valueQuantity: { value: 90 } });
    assert.strictEqual(
      server.get('Observation/1')?.meta?.versionId,
      '1',
      'the number that the change states',
    );
    const next = await reopened(tab);
    await next.outbox.flush();
    await next.reaches(lost, 'rejected');
    await next.outbox.retry(lost);
    await next.reaches(lost, 'conflict');
    assert.lengthOf(server.all('Observation'), 1);
    assert.deepInclude(server.get('Observation/1'), { valueQuantity: { value: 90 } });
  });

  it('F25: is found before the next write leaves, when the server was silent for long in a running app', async () => {
    const tab = await openTab();
    const lost = await accepted(tab, 'op-1');
    server.restore(0);
    tab.runtime.clock.advance(HOUR_MS);
    await accepted(tab, 'op-2');
    assert.deepInclude(
      (await tab.outbox.list()).map(({ id, error }) => [id, error?.code]),
      [lost, 'server-restored'],
    );
    const states = tab.told.map(({ id, state }) => `${id === lost ? 'lost' : 'next'} ${state}`);
    assert.isBelow(states.indexOf('lost rejected'), states.indexOf('next accepted'));
  });

  for (const status of [401, 403, 500, 503])
    it(`says nothing about a loss when the question is answered with ${status}, and goes on sending`, async () => {
      const tab = await openTab();
      const id = await accepted(tab, 'op-1');
      server.restore(0);
      const { handle } = server;
      server.handle = async (request) =>
        request.method === 'GET' && !request.url.endsWith('/metadata')
          ? new Response('', { status })
          : handle(request);
      const asked = overheard();
      const next = await reopened(tab);
      await next.outbox.flush();
      await isAsked(asked, 1);
      await accepted(next, 'op-2');
      await accepted(next, 'op-3');
      assert.notInclude(
        (await next.outbox.list()).map((one) => one.id),
        id,
      );
      assert.isBelow(asked.length, 16, 'nobody asks for ever');
    });

  it('takes what somebody deleted for deleted, where the server says so, and forgets nothing else', async () => {
    const tab = await openTab();
    await accepted(tab, 'op-1');
    const { handle } = server;
    const asked: string[] = [];
    server.handle = async (request) => {
      if (request.method !== 'GET' || request.url.endsWith('/metadata')) return handle(request);
      asked.push(request.url);
      return new Response('', { status: 410 });
    };
    const next = await reopened(tab);
    await next.outbox.flush();
    await isAsked(asked, 1);
    assert.deepEqual(await next.outbox.list(), []);
  });

  it('I10: on a full disk copies go before a save is refused; what is lost then is told, and cannot be sent again', async () => {
    const tab = await openTab();
    const id = await accepted(tab, 'op-1');
    assert.isDefined((await rawRows(partition)).find((one) => one.id === id)?.copy);
    const disk = fullUntilCopiesGo();
    server.isDown = true;
    try {
      assert.strictEqual((await tab.outbox.enqueue(writeOf('op-2'))).state, 'stored');
    } finally {
      disk.restore();
    }
    assert.isUndefined((await rawRows(partition)).find((one) => one.id === id)?.copy);
    await tab.outbox.close();
    server.isDown = false;
    server.restore(0);
    const next = await reopened(tab);
    await next.outbox.flush();
    const lost = await next.reaches(id, 'rejected');
    assert.strictEqual(lost.error?.code, 'storage-lost');
    const refused = await next.outbox.retry(id).catch((error: unknown) => error);
    assert.propertyVal(refused, 'code', 'storage-lost');
    await next.outbox.discard(id, 'entered again');
  });

  it('recognises what came back by itself, and the witness knows what is unfinished again', async () => {
    const tab = await openTab();
    const id = await accepted(tab, 'op-1');
    const kept = [...server.journal];
    server.restore(0);
    const next = await reopened(tab);
    await next.outbox.flush();
    await next.reaches(id, 'rejected');
    const row = (await rawRows(partition)).find((one) => one.id === id);
    assert.isUndefined(row?.copy, 'nothing is kept twice');
    server.journal.push(...kept);
    server.restore(server.journal.length);
    await next.outbox.flush();
    await next.reaches(id, 'accepted');
    assert.lengthOf(server.transactions, 1, 'it was not sent again');
  });
});

/** A disk that takes no new row, whatever else makes room, while there are copies on it. */
function fullUntilCopiesGo(): { restore: () => void } {
  const put = Reflect.get(IDBObjectStore.prototype, 'put') as (
    value: unknown,
    key?: IDBValidKey,
  ) => IDBRequest<IDBValidKey>;
  const disk = fillDisk('add', 99);
  IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...args: Parameters<typeof put>) {
    const row = args[0] as Partial<EntryRow>;
    if (this.name === 'entries' && row.state === 'accepted' && !row.copy) disk.restore();
    return put.apply(this, args);
  };
  return {
    restore: () => {
      IDBObjectStore.prototype.put = put;
      disk.restore();
    },
  };
}
