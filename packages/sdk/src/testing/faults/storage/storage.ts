import type { TurnOwner, Turns } from '../device/turns.ts';
import { MemoryDatabaseBase, MemoryOpenRequest, provideClasses } from './classes.ts';
import type { Key, Rows } from './rows.ts';
import { StorageFaults } from './storage-fault.ts';
import { MemoryTransaction } from './transaction.ts';

/** Rows of a database as they are committed: by store, by key. */
export type Committed = ReadonlyMap<string, ReadonlyMap<Key, unknown>>;

/** Told of every commit: which tab's, and what the database held before and holds now. */
export type CommitListener = (owner: TurnOwner, name: string, before: Committed, after: Committed) => void;

interface StoredDatabase {
  version: number;
  stores: Map<string, Rows>;
  /** In order; the first runs. One at a time is stricter than the standard asks, and allowed by it. */
  readonly queue: { owner: TurnOwner; transaction: MemoryTransaction; database: MemoryDatabase }[];
  isRunning: boolean;
}

/**
 * IndexedDB of one profile, in memory and breakable: enough of the standard (https://www.w3.org/TR/IndexedDB/) to run the
 * product's own store, libraries included, without change. Committed is what a crash leaves.
 */
export class Storage {
  readonly faults = new StorageFaults();
  onCommit: CommitListener = () => undefined;
  readonly #turns: Turns;
  readonly #crash: (owner: TurnOwner) => void;
  readonly #databases = new Map<string, StoredDatabase>();
  readonly #connections = new Set<MemoryDatabase>();

  /** @param crash ends a tab in the middle of a commit */
  constructor(turns: Turns, crash: (owner: TurnOwner) => void) {
    provideClasses();
    this.#turns = turns;
    this.#crash = crash;
  }

  /** What is committed in a database now; empty when there is none. */
  committed(name: string): Committed {
    return byKey(this.#databases.get(name)?.stores ?? new Map<string, Rows>());
  }

  /** What a tab sees. */
  factoryFor(owner: TurnOwner): IDBFactory {
    return { open: (name: string, version = 1) => this.#open(owner, name, version) } as unknown as IDBFactory;
  }

  /** The tab is gone, or frozen: its open transactions abort, and its connections with them. */
  dropFor(owner: TurnOwner): void {
    for (const database of [...this.#connections]) if (database.owner === owner) this.#lose(database);
  }

  /** Closes a connection under its holder, which hears of it when it can. */
  #lose(database: MemoryDatabase): void {
    this.#connections.delete(database);
    database.isClosed = true;
    const stored = this.#stored(database.name);
    const mine = stored.queue.filter((waiting) => waiting.database === database);
    for (const waiting of mine) stored.queue.splice(stored.queue.indexOf(waiting), 1);
    this.#turns.post(
      () => {
        for (const { transaction } of mine)
          transaction.end('abort', new DOMException('The connection was lost.', 'AbortError'));
        database.tell('close');
      },
      { owner: database.owner },
    );
  }

  #stored(name: string): StoredDatabase {
    const known = this.#databases.get(name);
    if (known) return known;
    const stored: StoredDatabase = { version: 0, stores: new Map(), queue: [], isRunning: false };
    this.#databases.set(name, stored);
    return stored;
  }

  #open(owner: TurnOwner, name: string, version: number): MemoryOpenRequest<MemoryDatabase> {
    const request = new MemoryOpenRequest<MemoryDatabase>();
    this.#turns.post(
      () => {
        const stored = this.#stored(name);
        if (this.faults.draw('open'))
          return request.fail(new DOMException('Internal error opening the database.', 'UnknownError'));
        if (version < stored.version)
          return request.fail(new DOMException('The database is newer.', 'VersionError'));
        const database = new MemoryDatabase(name, owner, {
          stores: stored.stores,
          start: (transaction) => this.#enter({ owner, transaction, database }),
          leave: () => this.#connections.delete(database),
        });
        if (version > stored.version) {
          request.upgrade(database, stored.version, version);
          stored.version = version;
        }
        this.#connections.add(database);
        request.succeed(database);
      },
      { owner },
    );
    return request;
  }

  #enter(waiting: StoredDatabase['queue'][number]): void {
    const stored = this.#stored(waiting.database.name);
    stored.queue.push(waiting);
    this.#run(stored);
  }

  /** One turn of the transaction that is first in line. */
  #run(stored: StoredDatabase): void {
    const first = stored.queue[0];
    if (stored.isRunning || !first) return;
    stored.isRunning = true;
    // Not the tab's turn but the browser's: a tab that ends meanwhile was taken out of the queue.
    this.#turns.post(() => {
      stored.isRunning = false;
      if (stored.queue[0] === first) this.#step(stored, first);
      this.#run(stored);
    });
  }

  #step(stored: StoredDatabase, { owner, transaction, database }: StoredDatabase['queue'][number]): void {
    if (transaction.draft.size === 0) transaction.begin(stored.stores);
    if (transaction.isOpen && transaction.step()) return;
    stored.queue.shift();
    if (!transaction.isOpen) return;
    const fault = transaction.mode === 'readwrite' ? this.faults.draw('write') : undefined;
    switch (fault) {
      case 'quota':
        return transaction.end('abort', new DOMException('The quota is exceeded.', 'QuotaExceededError'));
      case 'lost':
        stored.queue.unshift({ owner, transaction, database });
        return this.#lose(database);
      case 'crash-before':
        return this.#crash(owner);
      default:
    }
    if (transaction.mode === 'readwrite') this.#commit(stored, owner, transaction, database.name);
    if (fault === 'crash-after') return this.#crash(owner);
    transaction.end('complete', null);
  }

  #commit(stored: StoredDatabase, owner: TurnOwner, transaction: MemoryTransaction, name: string): void {
    const before = byKey(stored.stores);
    for (const [store, rows] of transaction.draft) stored.stores.set(store, rows);
    this.onCommit(owner, name, before, byKey(stored.stores));
  }
}

/** What a connection needs of the storage behind it. */
interface Behind {
  readonly stores: Map<string, Rows>;
  readonly start: (transaction: MemoryTransaction) => void;
  readonly leave: () => void;
}

/** A connection. */
export class MemoryDatabase extends MemoryDatabaseBase {
  readonly name: string;
  readonly owner: TurnOwner;
  isClosed = false;
  onclose: ((event: Event) => void) | null = null;
  onversionchange: ((event: Event) => void) | null = null;
  readonly #behind: Behind;

  constructor(name: string, owner: TurnOwner, behind: Behind) {
    super();
    this.name = name;
    this.owner = owner;
    this.#behind = behind;
  }

  get objectStoreNames(): readonly string[] {
    return [...this.#behind.stores.keys()];
  }

  /** While it is upgraded. */
  createObjectStore(name: string, { keyPath, autoIncrement = false }: IDBObjectStoreParameters = {}) {
    const rows: Rows = {
      keyPath: typeof keyPath === 'string' ? keyPath : undefined,
      isNumbered: autoIncrement,
      indexes: new Map(),
      nextNumber: 1,
      byKey: new Map(),
    };
    this.#behind.stores.set(name, rows);
    return {
      createIndex(index: string, path: string, { unique = false }: IDBIndexParameters = {}) {
        rows.indexes.set(index, { keyPath: path, isUnique: unique });
      },
    };
  }

  transaction(
    stores: string | readonly string[],
    mode: 'readonly' | 'readwrite' = 'readonly',
    { durability = 'default' }: IDBTransactionOptions = {},
  ): MemoryTransaction {
    if (this.isClosed) throw new DOMException('The connection is closed.', 'InvalidStateError');
    const names = typeof stores === 'string' ? [stores] : stores;
    if (names.some((name) => !this.#behind.stores.has(name)))
      throw new DOMException('There is no such store.', 'NotFoundError');
    const transaction = new MemoryTransaction({ stores: names, mode }, durability);
    this.#behind.start(transaction);
    return transaction;
  }

  close(): void {
    this.isClosed = true;
    this.#behind.leave();
  }

  tell(type: 'close'): void {
    const event = new Event(type);
    this.onclose?.call(this, event);
    this.dispatchEvent(event);
  }
}

function byKey(stores: ReadonlyMap<string, Rows>): Committed {
  return new Map([...stores].map(([name, rows]) => [name, rows.byKey]));
}
