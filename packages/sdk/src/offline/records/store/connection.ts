import { wrap } from 'idb';
import type { IDBPDatabase, IDBPTransaction } from 'idb';
import { SamspilError } from '../../../errors.ts';
import type { Runtime } from '../../../runtime.ts';
import { isLostConnection, storageFault } from '../../store/faults.ts';
import { RECORDS_VERSION } from './schema.ts';
import type { RecordsSchema, RecordStoreName } from './schema.ts';

/** Waits before each attempt, in milliseconds. */
const REOPEN_DELAYS_MS = [0, 0, 50, 250];

/** A transaction as its body sees it. */
export type RecordsTransaction<M extends IDBTransactionMode> = IDBPTransaction<
  RecordsSchema,
  RecordStoreName[],
  M
>;

/**
 * The connection to the database of held records. Apart from the outbox's: what fills, breaks or is thrown away here
 * touches no write that waits.
 */
export class RecordsConnection {
  readonly #name: string;
  readonly #runtime: Pick<Runtime, 'indexedDB' | 'schedule'>;
  #database: Promise<IDBPDatabase<RecordsSchema>> | undefined;
  #isClosed = false;

  constructor(name: string, runtime: Pick<Runtime, 'indexedDB' | 'schedule'>) {
    this.#name = name;
    this.#runtime = runtime;
  }

  /** Reads in one transaction. The body awaits nothing but its requests. */
  read<T>(stores: RecordStoreName[], body: (tx: RecordsTransaction<'readonly'>) => Promise<T>): Promise<T> {
    return this.#persist((database) => settle(database.transaction(stores, 'readonly'), body));
  }

  /**
   * Changes things in one transaction and resolves on its `complete`. Relaxed durability: what a power cut takes is
   * downloaded again.
   * @throws `storage-full`, `storage-blocked`, `storage-damaged`, `closed`
   */
  write<T>(stores: RecordStoreName[], body: (tx: RecordsTransaction<'readwrite'>) => Promise<T>): Promise<T> {
    return this.#persist((database) =>
      settle(database.transaction(stores, 'readwrite', { durability: 'relaxed' }), body),
    );
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const database = await this.#database?.catch(() => undefined);
    this.#database = undefined;
    database?.close();
  }

  async #persist<T>(work: (database: IDBPDatabase<RecordsSchema>) => Promise<T>): Promise<T> {
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

  async #connected(): Promise<IDBPDatabase<RecordsSchema>> {
    if (this.#isClosed) throw new SamspilError('closed', 'The held records were closed; open them again.');
    this.#database ??= this.#open();
    try {
      return await this.#database;
    } catch (error) {
      this.#database = undefined;
      throw storageFault(error, 'open');
    }
  }

  async #open(): Promise<IDBPDatabase<RecordsSchema>> {
    const request = this.#runtime.indexedDB.open(this.#name, RECORDS_VERSION);
    request.onupgradeneeded = () => create(request.result);
    const database = (await wrap(request)) as unknown as IDBPDatabase<RecordsSchema>;
    database.onversionchange = () => this.#forget(database);
    database.onclose = () => this.#forget(database);
    return database;
  }

  #forget(database: IDBPDatabase<RecordsSchema>): void {
    database.close();
    this.#database = undefined;
  }
}

function create(database: IDBDatabase): void {
  database.createObjectStore('patients', { keyPath: 'patientKey' }).createIndex('openedAt', 'openedAt');
  const segments = database.createObjectStore('segments', { keyPath: ['patientKey', 'number'] });
  segments.createIndex('tokens', 'tokens', { multiEntry: true });
  database.createObjectStore('bodies');
  database.createObjectStore('keys');
  database.createObjectStore('meta');
}

async function settle<T, M extends IDBTransactionMode>(
  tx: RecordsTransaction<M>,
  body: (tx: RecordsTransaction<M>) => Promise<T>,
): Promise<T> {
  const done = tx.done.then(
    () => undefined,
    (error: unknown) => ({ error }),
  );
  let result: T;
  try {
    result = await body(tx);
  } catch (error) {
    try {
      tx.abort();
    } catch {
      // It had ended already, which is all that is wanted.
    }
    const end = await done;
    // A full disk aborts the transaction; its requests then only say that they were aborted.
    throw end && error instanceof DOMException && error.name === 'AbortError' ? end.error : error;
  }
  const end = await done;
  if (end) throw end.error;
  return result;
}
