import { wrap } from 'idb';
import type { IDBPDatabase, IDBPTransaction } from 'idb';
import { SamspilError } from '../../errors.ts';
import type { Runtime } from '../../runtime.ts';
import { isLostConnection, storageFault } from './faults.ts';
import { DATABASE_VERSION } from './schema.ts';
import type { OutboxSchema, StoreName } from './schema.ts';

/** Waits before each attempt, in milliseconds. A connection that was only closed is opened again at once. */
const REOPEN_DELAYS_MS = [0, 0, 50, 250, 1000];

/** A transaction as its body sees it. */
export type Transaction<M extends IDBTransactionMode> = IDBPTransaction<OutboxSchema, StoreName[], M>;

/** Holds the connection to one database, and opens it again when the browser took it away. */
export class Connection {
  readonly #name: string;
  readonly #runtime: Pick<Runtime, 'indexedDB' | 'schedule'>;
  #database: Promise<IDBPDatabase<OutboxSchema>> | undefined;
  #isClosed = false;

  constructor(name: string, runtime: Pick<Runtime, 'indexedDB' | 'schedule'>) {
    this.#name = name;
    this.#runtime = runtime;
  }

  /** Reads in one transaction. */
  async read<T>(stores: StoreName[], body: (tx: Transaction<'readonly'>) => Promise<T>): Promise<T> {
    return this.#persist(async (database) => settle(database.transaction(stores, 'readonly'), body));
  }

  /**
   * Changes things in one transaction with strict durability, and resolves on its `complete`: a request's success says
   * nothing, the quota error comes after it (`offline-faults.md` §1.4). The body may run again on a new connection, but
   * never after it had an effect.
   * @throws `storage-full`, `storage-blocked`, `storage-damaged`, `closed`
   */
  async write<T>(stores: StoreName[], body: (tx: Transaction<'readwrite'>) => Promise<T>): Promise<T> {
    return this.#persist(async (database) =>
      settle(database.transaction(stores, 'readwrite', { durability: 'strict' }), body),
    );
  }

  /** Lets the database go. What runs is completed by the browser. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const database = await this.#database?.catch(() => undefined);
    this.#database = undefined;
    database?.close();
  }

  async #persist<T>(work: (database: IDBPDatabase<OutboxSchema>) => Promise<T>): Promise<T> {
    for (const [attempt, delayMs] of REOPEN_DELAYS_MS.entries()) {
      if (delayMs > 0) await new Promise<void>((resume) => this.#runtime.schedule(delayMs, resume));
      const database = await this.#connected();
      try {
        return await work(database);
      } catch (error) {
        if (!isLostConnection(error) || attempt === REOPEN_DELAYS_MS.length - 1)
          throw storageFault(error, 'work');
        this.#forget(database);
      }
    }
    throw new SamspilError('unexpected', 'The list of delays is empty.');
  }

  async #connected(): Promise<IDBPDatabase<OutboxSchema>> {
    if (this.#isClosed) throw new SamspilError('closed', 'The outbox was closed; open it again.');
    this.#database ??= this.#open();
    try {
      return await this.#database;
    } catch (error) {
      this.#database = undefined;
      throw storageFault(error, 'open');
    }
  }

  async #open(): Promise<IDBPDatabase<OutboxSchema>> {
    // Some browsers leave it undefined, or throw on access, where storage is switched off.
    const request = this.#runtime.indexedDB.open(this.#name, DATABASE_VERSION);
    request.onupgradeneeded = ({ oldVersion }) => migrate(request.result, oldVersion);
    const database = (await wrap(request)) as unknown as IDBPDatabase<OutboxSchema>;
    // A newer tab wants to migrate: hold nothing against it. The next use opens anew, and fails loudly if too old.
    database.onversionchange = () => this.#forget(database);
    database.onclose = () => this.#forget(database);
    return database;
  }

  #forget(database: IDBPDatabase<OutboxSchema>): void {
    database.close();
    this.#database = undefined;
  }
}

/** One step for each version, so that a device that was away for long goes through all of them. What is stored stays. */
function migrate(database: IDBDatabase, from: number): void {
  if (from < 1) {
    const entries = database.createObjectStore('entries', { keyPath: 'sequence', autoIncrement: true });
    entries.createIndex('id', 'id', { unique: true });
    database.createObjectStore('keys');
    database.createObjectStore('meta');
  }
  if (from < 2) {
    const drafts = database.createObjectStore('drafts', { keyPath: 'id' });
    drafts.createIndex('group', 'group');
    drafts.createIndex('patientKey', 'patientKey');
  }
}

async function settle<T, M extends IDBTransactionMode>(
  tx: Transaction<M>,
  body: (tx: Transaction<M>) => Promise<T>,
): Promise<T> {
  const done = tx.done.then(
    () => ({ isComplete: true as const }),
    (error: unknown) => ({ isComplete: false as const, error }),
  );
  let result: T;
  try {
    result = await body(tx);
  } catch (error) {
    abort(tx);
    const end = await done;
    // A full disk aborts the transaction; its requests then only say that they were aborted.
    throw isAbort(error) && !end.isComplete ? end.error : error;
  }
  const end = await done;
  if (!end.isComplete) throw end.error;
  return result;
}

function abort(tx: { abort(): void }): void {
  try {
    tx.abort();
  } catch {
    // It had ended already, which is all that is wanted.
  }
}

function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}
