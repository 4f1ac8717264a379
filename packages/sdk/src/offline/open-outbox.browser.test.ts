import { assert } from '@open-wc/testing';
import type { FhirResource, Observation } from 'fhir/r4';
import { SamspilError } from '../errors.ts';
import { JournalServer } from '../../test/offline/journal-server.ts';
import { playNetwork } from '../../test/offline/play-network.ts';
import { NURSE_KEY, newPartition, rawRows, rawText } from '../../test/offline/tab.ts';
import { CANARY, pulse, writeOf } from '../../test/offline/writes.ts';
import type { ReceiptSnapshot, ReceiptState } from '../workplace/types.ts';
import { openOutbox } from './index.ts';
import type { Outbox, Partition } from './index.ts';

function reaches(outbox: Outbox, id: string, state: ReceiptState): Promise<ReceiptSnapshot> {
  return new Promise((resolve) => {
    const stop = outbox.subscribe((snapshot) => {
      if (snapshot.id !== id || snapshot.state !== state) return;
      stop();
      resolve(snapshot);
    });
  });
}

describe('openOutbox, with the real worker', () => {
  let partition: Partition;
  const cleanup: (() => unknown)[] = [];
  const session = { accessToken: async () => 'token', releaseKey: async () => NURSE_KEY };

  beforeEach(() => {
    partition = newPartition();
  });

  afterEach(async () => {
    for (const undo of cleanup.splice(0).reverse()) await undo();
  });

  function scriptedWorker(server: JournalServer): () => Worker {
    const name = crypto.randomUUID();
    cleanup.push(playNetwork(name, server));
    const url = new URL('../../test/offline/scripted-worker.ts', import.meta.url);
    return () => new Worker(url, { type: 'module', name });
  }

  async function open(options: Partial<Parameters<typeof openOutbox>[0]> = {}): Promise<Outbox> {
    const outbox = await openOutbox({ partition, ...session, ...options });
    cleanup.push(() => outbox.close().catch(() => undefined));
    return outbox;
  }

  it('stores, sends and tells the page, with token and key asked for across the border', async () => {
    const server = new JournalServer();
    server.validToken = 'token';
    const outbox = await open({ createWorker: scriptedWorker(server) });
    const told: string[] = [];
    outbox.subscribe(({ state }) => told.push(state));
    const receipt = await outbox.enqueue(writeOf('op-1'));
    assert.strictEqual(receipt.state, 'stored');
    const accepted = await reaches(outbox, receipt.id, 'accepted');
    assert.strictEqual(accepted.resources[0]?.versionId, '1');
    assert.deepEqual(told, ['stored', 'sending', 'accepted']);
    assert.lengthOf(server.all('Observation'), 1);
    assert.deepEqual(await outbox.list(), []);
  });

  it('with traceContext a write leaves in the trace of who saved it, and in a later session in none', async () => {
    const server = new JournalServer();
    const { handle } = server;
    const traces: (string | null)[] = [];
    server.handle = (request) => {
      if (request.method === 'POST') traces.push(request.headers.get('traceparent'));
      return handle(request);
    };
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00';
    const first = await open({ createWorker: scriptedWorker(server), traceContext: true });
    const sent = await first.enqueue(writeOf('op-1', { traceparent }));
    await reaches(first, sent.id, 'accepted');
    assert.match(
      traces[0] ?? '',
      /^00-4bf92f3577b34da6a3ce929d0e0e4736-(?!00f067aa0ba902b7)[0-9a-f]{16}-00$/,
    );
    server.isDown = true;
    const kept = await first.enqueue(writeOf('op-2', { traceparent }));
    await reaches(first, kept.id, 'stored');
    await first.close();
    server.isDown = false;
    const attempts = traces.length;
    const second = await open({ createWorker: scriptedWorker(server), traceContext: true });
    await reaches(second, kept.id, 'accepted');
    assert.deepEqual(traces.slice(attempts), [null]);
    assert.lengthOf(server.all('Observation'), 2);
  });

  it('without traceContext a write carries no trace', async () => {
    const server = new JournalServer();
    const { handle } = server;
    const traced: boolean[] = [];
    server.handle = (request) => {
      traced.push(request.headers.has('traceparent'));
      return handle(request);
    };
    const outbox = await open({ createWorker: scriptedWorker(server) });
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    const { id } = await outbox.enqueue(writeOf('op-1', { traceparent }));
    await reaches(outbox, id, 'accepted');
    assert.notInclude(traced, true);
    assert.isAbove(traced.length, 0);
  });

  it('I5: a conflict crosses the border of the worker whole, and so does the decision', async () => {
    const server = new JournalServer();
    const outbox = await open({ createWorker: scriptedWorker(server) });
    const base = server.write(pulse({ id: '1', valueQuantity: { value: 72 } }));
    server.write(pulse({ id: '1', valueQuantity: { value: 70 } }));
    const resources = [{ ...base, valueQuantity: { value: 88 } } as FhirResource];
    const { id } = await outbox.enqueue(writeOf('op-1', { resources, bases: [base] }));
    await reaches(outbox, id, 'conflict');
    const { revision, resources: found } = await outbox.conflict(id);
    assert.deepEqual(found[0]?.conflicts[0]?.theirs, { value: 70 });
    const stale = await outbox
      .resolve(id, { revision: revision + 1, keep: 'mine' })
      .catch((error: unknown) => error);
    assert.propertyVal(stale, 'code', 'conflict');
    await outbox.resolve(id, { revision, keep: 'mine' });
    await reaches(outbox, id, 'accepted');
    assert.deepEqual((server.get('Observation/1') as Observation).valueQuantity, { value: 88 });
  });

  it('I1, I2: a worker killed between commit and answer loses nothing and doubles nothing', async () => {
    const server = new JournalServer();
    const { handle } = server;
    let worker: Worker | undefined;
    const start = scriptedWorker(server);
    const killed = new Promise<void>((resolve) => {
      server.handle = async (request) => {
        const answer = await handle(request);
        if (request.method === 'POST' && worker) {
          worker.terminate();
          server.handle = handle;
          resolve();
        }
        return answer;
      };
    });
    const first = await openOutbox({ partition, ...session, createWorker: () => (worker = start()) });
    const { id } = await first.enqueue(writeOf('op-1'));
    await killed;
    assert.deepEqual(
      (await rawRows(partition)).map(({ state }) => state),
      ['sending'],
    );

    // The other worker may be done before this page has subscribed, so both answers count.
    const next = await open({ createWorker: scriptedWorker(server) });
    const accepted = reaches(next, id, 'accepted');
    const again = await next.enqueue(writeOf('op-1'));
    assert.strictEqual(again.id, id);
    if (again.state !== 'accepted') await accepted;
    assert.lengthOf(server.all('Observation'), 1);
    assert.lengthOf(server.transactions, 2);
  });

  it('starts the worker beside it by default, which keeps what the server does not take', async () => {
    // The test runner's own server is no FHIR server: it answers 404 with a text.
    const here = { ...partition, fhirBaseUrl: new URL('/no-fhir-here', location.href).href };
    const outbox = await open({ partition: here });
    const receipt = await outbox.enqueue(writeOf('op-1'));
    assert.deepEqual(
      (await outbox.list()).map(({ id }) => id),
      [receipt.id],
    );
    assert.notInclude(await rawText(here), CANARY);
  });

  it('gives errors their codes back', async () => {
    const outbox = await open({
      createWorker: scriptedWorker(new JournalServer()),
      releaseKey: () => Promise.reject(new SamspilError('needs-login', 'signed out')),
    });
    const code = await outbox.list().catch((error: SamspilError) => error.code);
    assert.strictEqual(code, 'storage-locked');
  });

  it('settles every call when it is closed or cannot start', async () => {
    const outbox = await open({ createWorker: scriptedWorker(new JournalServer()) });
    await outbox.close();
    const code = await outbox.enqueue(writeOf('op-1')).catch((error: SamspilError) => error.code);
    assert.strictEqual(code, 'closed');

    const missing = new URL('./no-such-worker.ts', import.meta.url);
    const createWorker = () => new Worker(missing, { type: 'module' });
    const failed = await openOutbox({ partition, ...session, createWorker }).catch(
      (error: SamspilError) => error.code,
    );
    assert.strictEqual(failed, 'closed');
  });

  it('keeps the callbacks alive while garbage is collected', async () => {
    const server = new JournalServer();
    const outbox = await open({ createWorker: scriptedWorker(server) });
    for (let round = 0; round < 5; round++) {
      // Enough garbage to make the collector run between one use of the proxies and the next.
      const garbage = Array.from({ length: 200 }, () => new Uint8Array(100_000));
      assert.lengthOf(garbage, 200);
      const subject = { reference: 'Patient/else' };
      const receipt = await outbox.enqueue(writeOf(`op-${round}`, { resources: [pulse({ subject })] }));
      if (receipt.state !== 'accepted') await reaches(outbox, receipt.id, 'accepted');
    }
    assert.lengthOf(server.all('Observation'), 5);
  });
});
