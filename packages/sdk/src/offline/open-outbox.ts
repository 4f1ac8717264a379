import { proxy, releaseProxy, wrap } from 'comlink';
import type { Remote } from 'comlink';
import { SamspilError } from '../errors.ts';
import type { Runtime } from '../runtime.ts';
import type { ReceiptSnapshot } from '../workplace/types.ts';
import type { ConflictDecision, WriteConflict } from './conflict/types.ts';
import type { DraftKeeper } from './drafts/types.ts';
import type { FlushCause, Outbox, Partition, WriteRequest } from './types.ts';
import type { ServerRules } from './send/routes.ts';
import { partitionName } from './partition.ts';
import { pack, unpack } from './wire.ts';
import type { Wired } from './wire.ts';
import type { ParkedWrite } from './write/parked-write.ts';
import type { EngineSettings, OutboxWorker, PageSide } from './worker.ts';

/** Options of {@link openOutbox}. */
export interface OpenOutboxOptions {
  /** Whose writes. Close the outbox before another user signs in. */
  partition: Partition;
  /**
   * Token of the partition's user. Undefined when the session is over: nothing is sent and nothing is lost. A rejection
   * other than `needs-login` means "cannot say now", for example because the device is offline, and is tried again.
   */
  accessToken: () => Promise<string | undefined>;
  /** 32 bytes that the server gives only to the signed-in user, always the same. Without them all is `storage-locked`. */
  releaseKey: () => Promise<Uint8Array>;
  /** As for `createFhirClient`: sends `traceparent` with writes whose trace is known. Default false. */
  traceContext?: boolean;
  /**
   * What is known of the server beside its CapabilityStatement: how new resources are created there. Say it for a server
   * whose statement is wrong, and for a façade of your own that keeps `Idempotency-Key`. See `docs/guide/offline.md`.
   */
  server?: ServerRules;
  /** Default: the module worker beside this file. */
  createWorker?: () => Worker;
  /** Runs the engine on this thread with this runtime instead of in a worker: for tests and for pages without workers. */
  runtime?: Runtime;
}

/**
 * Opens the durable queue of one user at one server. Any number of tabs may: each can store, one sends.
 * @throws `storage-blocked` when the browser gives no storage or no locks here
 * @throws `closed` when the worker cannot be loaded
 */
export async function openOutbox(options: OpenOutboxOptions): Promise<Outbox> {
  const { partition, accessToken, releaseKey, runtime, traceContext = false, server = {} } = options;
  if (runtime) {
    const { OutboxEngine } = await import('./outbox.ts');
    return OutboxEngine.open({ partition, accessToken, releaseKey, runtime, traceContext, server });
  }
  const worker = options.createWorker?.() ?? startWorker();
  wakeStorage();
  const outbox = new WorkerOutbox(worker, { accessToken, releaseKey });
  // Here it costs nothing: the worker is still starting.
  const name = await partitionName(partition, crypto.subtle);
  await outbox.start({ partition, name, traceContext, server });
  return outbox;
}

function startWorker(): Worker {
  return new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'samspil-outbox' });
}

/**
 * The browser fetches an origin's storage from the disk when it is first asked for; while it does, the worker starts. Here
 * nobody waits for the answer.
 */
function wakeStorage(): void {
  try {
    void globalThis.indexedDB.databases().catch(() => undefined);
  } catch {
    // No storage here: the engine says so.
  }
}

/** The page's side: forwards calls, and settles every one of them even if the worker never answers. */
class WorkerOutbox implements Outbox {
  readonly drafts: DraftKeeper = {
    put: (owner, draft) => this.#call(() => this.#remote.putDraft(owner, draft)),
    list: (filter) => this.#call(() => this.#remote.listDrafts(filter)),
    remove: (owner, key) => this.#call(() => this.#remote.removeDraft(owner, key)),
    discard: (id) => this.#call(() => this.#remote.discardDraft(id)),
  };
  readonly #worker: Worker;
  readonly #remote: Remote<OutboxWorker>;
  // Held for as long as the outbox is open (comlink #667).
  readonly #page: PageSide;
  readonly #listeners = new Set<(snapshot: ReceiptSnapshot) => void>();
  readonly #closed: Promise<never>;
  #end: SamspilError | undefined;
  #fail: (error: SamspilError) => void = () => {};

  constructor(worker: Worker, callbacks: Pick<OpenOutboxOptions, 'accessToken' | 'releaseKey'>) {
    this.#worker = worker;
    this.#remote = wrap<OutboxWorker>(worker);
    // Asked for while the worker starts; a later question is a new one.
    let released: Promise<Uint8Array> | undefined = callbacks.releaseKey();
    released.catch(() => undefined);
    const releaseKey = () => {
      const first = released;
      released = undefined;
      return first ?? callbacks.releaseKey();
    };
    this.#page = proxy({
      accessToken: () => pack(callbacks.accessToken),
      releaseKey: () => pack(releaseKey),
      onChange: (snapshots: readonly ReceiptSnapshot[]) => snapshots.forEach((one) => this.#tell(one)),
    });
    this.#closed = new Promise<never>((_, reject) => {
      this.#fail = (error) => reject((this.#end = error));
    });
    this.#closed.catch(() => undefined);
  }

  async start(settings: EngineSettings): Promise<void> {
    // A worker whose script cannot be loaded says so once and then keeps silent.
    const onError = () =>
      this.#fail(closedError('The worker of the outbox could not be started; reload the page.'));
    this.#worker.addEventListener('error', onError);
    try {
      await this.#call(() => this.#remote.start(settings, this.#page));
    } catch (error) {
      this.#worker.terminate();
      throw error;
    } finally {
      this.#worker.removeEventListener('error', onError);
    }
  }

  enqueue(write: WriteRequest): Promise<ReceiptSnapshot> {
    return this.#call(() => this.#remote.enqueue(write));
  }

  list(filter?: { patient?: string }): Promise<ReceiptSnapshot[]> {
    return this.#call(() => this.#remote.list(filter));
  }

  subscribe(listener: (snapshot: ReceiptSnapshot) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  flush(cause?: FlushCause): Promise<void> {
    return this.#call(() => this.#remote.flush(cause));
  }

  retry(id: string): Promise<void> {
    return this.#call(() => this.#remote.retry(id));
  }

  discard(id: string, reason: string): Promise<void> {
    return this.#call(() => this.#remote.discard(id, reason));
  }

  conflict(id: string): Promise<WriteConflict> {
    return this.#call(() => this.#remote.conflict(id));
  }

  repair(id: string): Promise<ParkedWrite> {
    return this.#call(() => this.#remote.repair(id));
  }

  resolve(id: string, decision: ConflictDecision): Promise<void> {
    return this.#call(() => this.#remote.resolve(id, decision));
  }

  async close(): Promise<void> {
    this.#listeners.clear();
    try {
      await this.#call(() => this.#remote.close());
    } finally {
      this.#fail(closedError('The outbox was closed; open it again.'));
      this.#remote[releaseProxy]();
      this.#worker.terminate();
    }
  }

  async #call<T>(call: () => Promise<Wired<T>>): Promise<T> {
    // Once the proxy is released even asking it would throw comlink's own error.
    if (this.#end) throw this.#end;
    return unpack(await Promise.race([this.#closed, call()]));
  }

  #tell(snapshot: ReceiptSnapshot): void {
    for (const listener of [...this.#listeners]) listener(snapshot);
  }
}

function closedError(message: string): SamspilError {
  return new SamspilError('closed', message);
}
