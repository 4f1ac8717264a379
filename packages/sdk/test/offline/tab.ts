import { SamspilError } from '../../src/errors.ts';
import type { Outbox, Partition } from '../../src/offline/index.ts';
import { openOutbox } from '../../src/offline/index.ts';
import type { EntryRow } from '../../src/offline/entry.ts';
import { partitionName } from '../../src/offline/partition.ts';
import type { Runtime } from '../../src/runtime.ts';
import type { ReceiptSnapshot, ReceiptState } from '../../src/workplace/types.ts';
import { scriptedRuntime } from '../scripted-runtime.ts';
import type { Handler, ScriptedRuntime } from '../scripted-runtime.ts';
import type { JournalServer } from './journal-server.ts';

/** What a test may change about a tab. */
export interface TabOptions {
  partition: Partition;
  server: Pick<JournalServer, 'handle'> | { handle: Handler };
  runtime?: Partial<Runtime>;
  key?: Uint8Array;
}

/** The key that the server releases to the nurse. */
export const NURSE_KEY = new Uint8Array(32).fill(7);

/** A device on which nothing can be let go to make room. */
export const NOTHING_TO_GIVE: Partial<Runtime> = { caches: undefined, buckets: undefined };

/** A partition that no other test shares. */
export function newPartition(fhirBaseUrl = 'https://ehr.example/fhir'): Partition {
  return { fhirBaseUrl, user: `Practitioner/${crypto.randomUUID()}` };
}

/** One tab with the outbox open in it, its engine on this thread over the real IndexedDB and the real Web Locks. */
export class Tab {
  readonly outbox: Outbox;
  readonly runtime: ScriptedRuntime;
  readonly session: { token: string | undefined; key: Uint8Array | undefined };
  /** Everything this tab was told, in order. */
  readonly told: ReceiptSnapshot[] = [];
  readonly #waiting = new Set<() => void>();

  private constructor(outbox: Outbox, runtime: ScriptedRuntime, session: Tab['session']) {
    this.outbox = outbox;
    this.runtime = runtime;
    this.session = session;
    outbox.subscribe((snapshot) => {
      this.told.push(snapshot);
      for (const look of [...this.#waiting]) look();
    });
  }

  static async open(options: TabOptions): Promise<Tab> {
    const runtime = scriptedRuntime((request) => options.server.handle(request), options.runtime);
    const session: Tab['session'] = { token: 'token', key: options.key ?? NURSE_KEY };
    const outbox = await openOutbox({
      partition: options.partition,
      accessToken: async () => session.token,
      releaseKey: async () => {
        if (!session.key) throw new SamspilError('needs-login', 'signed out');
        return session.key;
      },
      runtime,
    });
    return new Tab(outbox, runtime, session);
  }

  /** The latest news of a write, once it says this. */
  async reaches(id: string, state: ReceiptState): Promise<ReceiptSnapshot> {
    return this.sees(() => {
      const latest = this.told.findLast((snapshot) => snapshot.id === id);
      return latest?.state === state ? latest : undefined;
    });
  }

  /** Looks at each piece of news until `find` finds something. */
  async sees<T>(find: () => T | undefined): Promise<T> {
    return new Promise((resolve) => {
      const look = () => {
        const found = find();
        if (found === undefined) return;
        this.#waiting.delete(look);
        resolve(found);
      };
      this.#waiting.add(look);
      look();
    });
  }
}

/** Resolves from outside. */
export function gate<T = void>(): { opened: Promise<T>; open: (value: T) => void } {
  let open: (value: T) => void = () => undefined;
  const opened = new Promise<T>((resolve) => (open = resolve));
  return { opened, open };
}

/** Runs `work` in a transaction of its own on a partition's database, past the outbox. */
export async function withRawDatabase<T>(
  partition: Partition,
  work: (entries: IDBObjectStore, tx: IDBTransaction) => IDBRequest<T>,
): Promise<T> {
  const name = await partitionName(partition, crypto.subtle);
  const database = await settled(indexedDB.open(name));
  try {
    const tx = database.transaction(['entries', 'drafts', 'keys', 'meta'], 'readwrite');
    const request = work(tx.objectStore('entries'), tx);
    await new Promise<void>((resolve, reject) => {
      tx.oncomplete = () => resolve();
      tx.onabort = () => reject(tx.error ?? new DOMException('aborted', 'AbortError'));
    });
    return request.result;
  } finally {
    database.close();
  }
}

/** The rows as they lie on the disk. */
export async function rawRows(partition: Partition): Promise<EntryRow[]> {
  return withRawDatabase(partition, (entries) => entries.getAll() as IDBRequest<EntryRow[]>);
}

/** All bytes and texts of every record of every store, as one text to search. */
export async function rawText(partition: Partition): Promise<string> {
  const records: unknown[] = [];
  for (const name of ['entries', 'drafts', 'keys', 'meta']) {
    records.push(
      await withRawDatabase(partition, (_, tx) => tx.objectStore(name).getAll() as IDBRequest<unknown[]>),
      await withRawDatabase(partition, (_, tx) => tx.objectStore(name).getAllKeys()),
    );
  }
  return JSON.stringify(records, (_, value: unknown) => {
    if (value instanceof ArrayBuffer) return new TextDecoder('latin1').decode(value);
    if (value instanceof Uint8Array) return new TextDecoder('latin1').decode(value);
    return value;
  });
}

/** Makes writes to one object store fail as a full disk does: the request succeeds, then the transaction aborts. */
export function fillDisk(
  method: 'add' | 'put',
  times: number,
  store = 'entries',
): { restore: () => void; succeeded: () => number } {
  const { [method]: original } = IDBObjectStore.prototype;
  let left = times;
  let succeeded = 0;
  IDBObjectStore.prototype[method] = function (this: IDBObjectStore, ...args: Parameters<typeof original>) {
    const request = original.apply(this, args);
    if (this.name !== store || left === 0) return request;
    left -= 1;
    request.addEventListener('success', () => {
      succeeded += 1;
      const error = new DOMException('The disk is full.', 'QuotaExceededError');
      Object.defineProperty(this.transaction, 'error', { get: () => error });
      this.transaction.abort();
    });
    return request;
  };
  return { restore: () => (IDBObjectStore.prototype[method] = original), succeeded: () => succeeded };
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new DOMException('failed', 'UnknownError'));
  });
}
