import { MemoryIndexBase, MemoryRequest, MemoryStoreBase, MemoryTransactionBase } from './classes.ts';
import { copyOf, found, inOrder, putRow, requireKey } from './rows.ts';
import type { IndexShape, Key, MemoryKeyRange, Rows } from './rows.ts';

interface Work {
  request: MemoryRequest;
  run: () => unknown;
}

/** Where a transaction reads and whether it may write. */
export interface TransactionScope {
  readonly stores: readonly string[];
  readonly mode: 'readonly' | 'readwrite';
}

/**
 * A transaction as IndexedDB has it: requests in order, each answered in a turn of its own; it ends by itself once a turn
 * passed in which nothing more was asked. What it writes is a draft until it commits.
 */
export class MemoryTransaction extends MemoryTransactionBase {
  readonly mode: TransactionScope['mode'];
  readonly durability: string;
  readonly objectStoreNames: readonly string[];
  error: DOMException | null = null;
  oncomplete: ((event: Event) => void) | null = null;
  onabort: ((event: Event) => void) | null = null;
  onerror: ((event: Event) => void) | null = null;
  readonly #work: Work[] = [];
  readonly #draft = new Map<string, Rows>();
  readonly #stores = new Map<string, MemoryStore>();
  #state: 'open' | 'complete' | 'aborted' = 'open';

  constructor(scope: TransactionScope, durability: string) {
    super();
    this.mode = scope.mode;
    this.durability = durability;
    this.objectStoreNames = scope.stores;
  }

  get isOpen(): boolean {
    return this.#state === 'open';
  }

  /** The rows it changed, once it began. */
  get draft(): ReadonlyMap<string, Rows> {
    return this.#draft;
  }

  /** Shows it what is committed now. Whoever asked something before this waits for it. */
  begin(committed: ReadonlyMap<string, Rows>): void {
    for (const name of this.objectStoreNames) {
      const rows = committed.get(name);
      if (rows) this.#draft.set(name, this.mode === 'readwrite' ? copyOf(rows) : rows);
    }
  }

  objectStore(name: string): MemoryStore {
    if (!this.isOpen) throw new DOMException('The transaction has ended.', 'InvalidStateError');
    if (!this.objectStoreNames.includes(name))
      throw new DOMException('The store is not in the scope of the transaction.', 'NotFoundError');
    const store = this.#stores.get(name) ?? new MemoryStore(name, this);
    this.#stores.set(name, store);
    return store;
  }

  /** Asks for something; it is done in order. */
  ask<T>(name: string, run: (rows: Rows) => T, isWrite: boolean): MemoryRequest<T> {
    if (!this.isOpen) throw new DOMException('The transaction has ended.', 'TransactionInactiveError');
    if (isWrite && this.mode === 'readonly')
      throw new DOMException('The transaction only reads.', 'ReadOnlyError');
    const request = new MemoryRequest<T>();
    request.transaction = this;
    this.#work.push({ request: request, run: () => run(this.#draft.get(name) as Rows) });
    return request;
  }

  /** Does what was asked next; false when there is nothing more and it can commit. */
  step(): boolean {
    const work = this.#work.shift();
    if (!work) return false;
    let result: unknown;
    try {
      result = work.run();
    } catch (error) {
      work.request.fail(error as DOMException);
      this.end('abort', error as DOMException);
      return true;
    }
    work.request.succeed(result);
    return true;
  }

  /** Asked for by the script. Its `error` stays null, as the standard has it. */
  abort(): void {
    if (!this.isOpen) throw new DOMException('The transaction has ended.', 'InvalidStateError');
    this.end('abort', null);
  }

  /** Tells how it ended. Whether its draft holds is the database's to see to. */
  end(how: 'complete' | 'abort', error: DOMException | null): void {
    if (!this.isOpen) return;
    this.#state = how === 'complete' ? 'complete' : 'aborted';
    this.error = error;
    for (const { request } of this.#work.splice(0))
      request.fail(new DOMException('The transaction was aborted.', 'AbortError'));
    const event = new Event(how);
    (how === 'complete' ? this.oncomplete : this.onabort)?.call(this, event);
    this.dispatchEvent(event);
  }
}

/** An object store within a transaction. Keys are numbers or texts; ranges have two ends; there are no cursors. */
export class MemoryStore extends MemoryStoreBase {
  readonly name: string;
  readonly transaction: MemoryTransaction;

  constructor(name: string, transaction: MemoryTransaction) {
    super();
    this.name = name;
    this.transaction = transaction;
  }

  get(key: unknown): MemoryRequest {
    return this.#ask((rows) => structuredClone(rows.byKey.get(requireKey(key))));
  }

  getKey(key: unknown): MemoryRequest<Key | undefined> {
    return this.#ask((rows) => (rows.byKey.has(requireKey(key)) ? (key as Key) : undefined));
  }

  getAll(range?: MemoryKeyRange): MemoryRequest<unknown[]> {
    return this.#ask((rows) => {
      const inRange = inOrder(rows).filter(([key]) => range?.includes(key) ?? true);
      return inRange.map(([, row]) => structuredClone(row));
    });
  }

  getAllKeys(): MemoryRequest<Key[]> {
    return this.#ask((rows) => inOrder(rows).map(([key]) => key));
  }

  count(): MemoryRequest<number> {
    return this.#ask((rows) => rows.byKey.size);
  }

  put(value: unknown, key?: unknown): MemoryRequest<Key> {
    const own = structuredClone(value);
    return this.#ask((rows) => putRow(rows, own, optionalKey(key), false), true);
  }

  add(value: unknown, key?: unknown): MemoryRequest<Key> {
    const own = structuredClone(value);
    return this.#ask((rows) => putRow(rows, own, optionalKey(key), true), true);
  }

  delete(key: unknown): MemoryRequest<void> {
    return this.#ask((rows) => void rows.byKey.delete(requireKey(key)), true);
  }

  clear(): MemoryRequest<void> {
    return this.#ask((rows) => rows.byKey.clear(), true);
  }

  index(name: string): MemoryIndex {
    return new MemoryIndex(name, this);
  }

  #ask<T>(run: (rows: Rows) => T, isWrite = false): MemoryRequest<T> {
    return this.transaction.ask(this.name, run, isWrite);
  }
}

/** An index within a transaction. */
export class MemoryIndex extends MemoryIndexBase {
  readonly name: string;
  readonly objectStore: MemoryStore;

  constructor(name: string, store: MemoryStore) {
    super();
    this.name = name;
    this.objectStore = store;
  }

  get(value: unknown): MemoryRequest {
    return this.#ask((rows, shape) => structuredClone(found(rows, shape, requireKey(value))[0]?.[1]));
  }

  getKey(value: unknown): MemoryRequest<Key | undefined> {
    return this.#ask((rows, shape) => found(rows, shape, requireKey(value))[0]?.[0]);
  }

  getAll(value?: unknown): MemoryRequest<unknown[]> {
    return this.#ask((rows, shape) =>
      found(rows, shape, optionalKey(value)).map(([, row]) => structuredClone(row)),
    );
  }

  count(value?: unknown): MemoryRequest<number> {
    return this.#ask((rows, shape) => found(rows, shape, optionalKey(value)).length);
  }

  #ask<T>(run: (rows: Rows, shape: IndexShape) => T): MemoryRequest<T> {
    const { name: store, transaction } = this.objectStore;
    return transaction.ask(
      store,
      (rows) => {
        const shape = rows.indexes.get(this.name);
        if (!shape) throw new DOMException('There is no such index.', 'NotFoundError');
        return run(rows, shape);
      },
      false,
    );
  }
}

function optionalKey(key: unknown): Key | undefined {
  return key === undefined ? undefined : requireKey(key);
}
