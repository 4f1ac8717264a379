import { MemoryKeyRange } from './rows.ts';

/** Says which class of IndexedDB an object stands for, also to another copy of this module. */
const STANDS_FOR = Symbol.for('@samspil/sdk/testing/faults IndexedDB');

/** A request, as far as it is needed here. */
export class MemoryRequest<T = unknown> extends EventTarget {
  readonly [STANDS_FOR] = 'IDBRequest';
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

export class MemoryTransactionBase extends EventTarget {
  readonly [STANDS_FOR] = 'IDBTransaction';
}
export class MemoryDatabaseBase extends EventTarget {
  readonly [STANDS_FOR] = 'IDBDatabase';
}
export class MemoryStoreBase {
  readonly [STANDS_FOR] = 'IDBObjectStore';
}
export class MemoryIndexBase {
  readonly [STANDS_FOR] = 'IDBIndex';
}

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

/**
 * Names the classes globally where the platform has none, so that `idb` and its like, which test with `instanceof`,
 * recognise what they are given.
 */
export function provideClasses(): void {
  for (const name of ['IDBRequest', 'IDBTransaction', 'IDBDatabase', 'IDBObjectStore', 'IDBIndex'])
    provide(
      name,
      class {
        static [Symbol.hasInstance](value: unknown): boolean {
          return (value as { [STANDS_FOR]?: string } | null | undefined)?.[STANDS_FOR] === name;
        }
      },
    );
  provide('IDBCursor', NoCursor);
  provide('IDBKeyRange', MemoryKeyRange);
}

function provide(name: string, value: unknown): void {
  if (!(name in globalThis)) Object.defineProperty(globalThis, name, { value, configurable: true });
}
