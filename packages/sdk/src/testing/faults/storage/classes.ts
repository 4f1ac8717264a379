/**
 * The classes of IndexedDB that libraries test with `instanceof`. Node has none of them; these stand in.
 */
export class MemoryRequest<T = unknown> extends EventTarget {
  #result: T | undefined;
  readyState: IDBRequestReadyState = 'pending';
  error: DOMException | null = null;
  transaction: MemoryTransactionBase | null = null;
  onsuccess: ((event: Event) => void) | null = null;
  onerror: ((event: Event) => void) | null = null;

  get result(): T | undefined {
    if (this.readyState === 'pending')
      throw new DOMException('The request is not done.', 'InvalidStateError');
    return this.#result;
  }

  /** The result is there: first, as in browsers, the listeners that were added first. */
  succeed(result: T): void {
    this.#result = result;
    this.readyState = 'done';
    this.#tell('success');
  }

  fail(error: DOMException): void {
    this.error = error;
    this.readyState = 'done';
    this.#tell('error');
  }

  #tell(type: 'success' | 'error'): void {
    const event = new Event(type);
    (type === 'success' ? this.onsuccess : this.onerror)?.call(this, event);
    this.dispatchEvent(event);
  }
}

/** The request of `open`, which may also need an upgrade. */
export class MemoryOpenRequest<T> extends MemoryRequest<T> {
  onupgradeneeded: ((event: { oldVersion: number; newVersion: number }) => void) | null = null;
  onblocked: ((event: Event) => void) | null = null;

  /** Shows the database while its stores are made. */
  upgrade(database: T, oldVersion: number, newVersion: number): void {
    this.readyState = 'done';
    Object.defineProperty(this, 'result', { value: database, configurable: true });
    const event = Object.assign(new Event('upgradeneeded'), { oldVersion, newVersion });
    this.onupgradeneeded?.call(this, event);
    this.dispatchEvent(event);
  }
}

export class MemoryTransactionBase extends EventTarget {}
export class MemoryDatabaseBase extends EventTarget {}
export class MemoryStoreBase {}
export class MemoryIndexBase {}

class NoCursor {
  advance(): never {
    throw new DOMException('The store in memory has no cursors.', 'NotSupportedError');
  }
  continue(): never {
    throw new DOMException('The store in memory has no cursors.', 'NotSupportedError');
  }
  continuePrimaryKey(): never {
    throw new DOMException('The store in memory has no cursors.', 'NotSupportedError');
  }
}

const CLASSES: Readonly<Record<string, unknown>> = {
  IDBRequest: MemoryRequest,
  IDBOpenDBRequest: MemoryOpenRequest,
  IDBTransaction: MemoryTransactionBase,
  IDBDatabase: MemoryDatabaseBase,
  IDBObjectStore: MemoryStoreBase,
  IDBIndex: MemoryIndexBase,
  IDBCursor: NoCursor,
};

/** Names the classes globally where the platform has none, so that `idb` and its like recognise what they are given. */
export function provideClasses(): void {
  for (const [name, value] of Object.entries(CLASSES))
    if (!(name in globalThis)) Object.defineProperty(globalThis, name, { value, configurable: true });
}
