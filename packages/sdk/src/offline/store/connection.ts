import { wrap } from 'idb';
import type { DBSchema, IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';
import { SamspilError } from '../../errors.ts';
import type { Runtime } from '../../runtime.ts';
import type { WriteUse } from '../room/reserve.ts';
import type { RoomStep } from '../room/room.ts';
import { isFull, isLostConnection, storageFault } from './faults.ts';

/** Waits before each attempt, in milliseconds. A connection that was only closed is opened again at once. */
const REOPEN_DELAYS_MS = [0, 0, 50, 250, 1000];

/** A transaction as its body sees it. */
export type Transaction<
  S extends DBSchema,
  N extends StoreNames<S>,
  M extends IDBTransactionMode,
> = IDBPTransaction<S, N[], M>;

/** What a database is, besides its name. */
export interface DatabasePlan {
  readonly version: number;
  /** Brings the stores from a version to the next ones; from 0 for a new database. What is stored stays. */
  migrate(database: IDBDatabase, from: number): void;
  /** `strict` for what nobody else has; `relaxed` for what a power cut may take, because it can be downloaded again. */
  readonly durability: 'strict' | 'relaxed';
  /** What a use after {@link Connection.close} is told. */
  readonly closedMessage: string;
  /** Where the database is. Default: the runtime's. Asked each time that it is opened. */
  factory?(): Promise<IDBFactory>;
  /** Awaited before a write; reading waits for nothing. */
  beforeWriting?(): Promise<void> | undefined;
  /** What makes room on a full disk; a write is tried again after each. Default: nothing. */
  roomFor?(use: WriteUse): readonly RoomStep[];
}

/** Holds the connection to one database, and opens it again when the browser took it away. */
export class Connection<S extends DBSchema, N extends StoreNames<S>> {
  readonly #name: string;
  readonly #plan: DatabasePlan;
  readonly #runtime: Pick<Runtime, 'indexedDB' | 'schedule'>;
  #database: Promise<IDBPDatabase<S>> | undefined;
  /** Where each came from: a place of Chromium's that is collected takes its databases along, without a word. */
  readonly #factories = new WeakMap<IDBPDatabase<S>, IDBFactory>();
  #isClosed = false;

  constructor(name: string, plan: DatabasePlan, runtime: Pick<Runtime, 'indexedDB' | 'schedule'>) {
    this.#name = name;
    this.#plan = plan;
    this.#runtime = runtime;
  }

  /** Reads in one transaction. The body awaits nothing but its requests. */
  async read<T>(stores: N[], body: (tx: Transaction<S, N, 'readonly'>) => Promise<T>): Promise<T> {
    return this.#persist(async (database) => settle(database.transaction(stores, 'readonly'), body));
  }

  /**
   * Changes things in one transaction, and resolves on its `complete`: a request's success says nothing, the quota error
   * comes after it (`offline-faults.md` §1.4). The body may run again on a new connection, but never after it had an
   * effect.
   * @throws `storage-full`, `storage-blocked`, `storage-damaged`, `closed`
   */
  async write<T>(
    stores: N[],
    body: (tx: Transaction<S, N, 'readwrite'>) => Promise<T>,
    use: WriteUse = 'save',
  ): Promise<T> {
    await this.#plan.beforeWriting?.();
    try {
      return await this.#write(stores, body);
    } catch (error) {
      return this.#writeInRoomMade(error, use, () => this.#write(stores, body));
    }
  }

  #write<T>(stores: N[], body: (tx: Transaction<S, N, 'readwrite'>) => Promise<T>): Promise<T> {
    const { durability } = this.#plan;
    return this.#persist(async (database) =>
      settle(database.transaction(stores, 'readwrite', { durability }), body),
    );
  }

  async #writeInRoomMade<T>(refused: unknown, use: WriteUse, write: () => Promise<T>): Promise<T> {
    let error = refused;
    const steps = isFull(error) ? (this.#plan.roomFor?.(use) ?? []) : [];
    for (const makeRoom of steps) {
      if (!(await makeRoom())) continue;
      try {
        return await write();
      } catch (again) {
        if (!isFull(again)) throw again;
        error = again;
      }
    }
    throw error;
  }

  /** Lets the database go. What runs is completed by the browser. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const database = await this.#database?.catch(() => undefined);
    this.#database = undefined;
    database?.close();
  }

  async #persist<T>(work: (database: IDBPDatabase<S>) => Promise<T>): Promise<T> {
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

  async #connected(): Promise<IDBPDatabase<S>> {
    if (this.#isClosed) throw new SamspilError('closed', this.#plan.closedMessage);
    this.#database ??= this.#open();
    try {
      return await this.#database;
    } catch (error) {
      this.#database = undefined;
      throw storageFault(error, 'open');
    }
  }

  async #open(): Promise<IDBPDatabase<S>> {
    // Some browsers leave it undefined, or throw on access, where storage is switched off.
    const factory = (await this.#plan.factory?.()) ?? this.#runtime.indexedDB;
    const request = factory.open(this.#name, this.#plan.version);
    request.onupgradeneeded = ({ oldVersion }) => this.#plan.migrate(request.result, oldVersion);
    const database = (await wrap(request)) as unknown as IDBPDatabase<S>;
    this.#factories.set(database, factory);
    // A newer tab wants to migrate: hold nothing against it. The next use opens anew, and fails loudly if too old.
    database.onversionchange = () => this.#forget(database);
    database.onclose = () => this.#forget(database);
    return database;
  }

  #forget(database: IDBPDatabase<S>): void {
    database.close();
    this.#database = undefined;
  }
}

async function settle<T, S extends DBSchema, N extends StoreNames<S>, M extends IDBTransactionMode>(
  tx: Transaction<S, N, M>,
  body: (tx: Transaction<S, N, M>) => Promise<T>,
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
    // A full disk aborts the transaction; its requests then only say that they were aborted, or cannot be made any more.
    const isItsEnd = error instanceof DOMException && !end.isComplete && !isAbort(end.error);
    throw isItsEnd ? end.error : error;
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
