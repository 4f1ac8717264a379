/**
 * The only port to the platform. Everything in the SDK that needs time, chance, network or locks takes a
 * {@link Runtime}, so that a test can hold, drop, repeat and reorder what happens.
 */
export interface Runtime {
  /** Milliseconds since the epoch. */
  now(): number;
  fetch(input: string, init?: RequestInit): Promise<Response>;
  randomUUID(): string;
  randomBytes(length: number): Uint8Array<ArrayBuffer>;
  /** Calls `callback` once after `delayMs`; the returned function cancels. */
  schedule(delayMs: number, callback: () => void): () => void;
  readonly subtle: SubtleCrypto;
  /** Undefined where the platform has no Web Locks. */
  readonly locks: LockManager | undefined;
  readonly indexedDB: IDBFactory;
  /** Asked what it would give and whether it may take it away; undefined where the platform does not say. */
  readonly storage?: StorageManager | undefined;
  /** Absent: those of the browser, where it has any. Only who holds records looks, so that no other page carries it. */
  readonly buckets?: StorageBuckets | undefined;
  /** Undefined where there is none, for example without https or in a frame without an origin. */
  readonly caches?: CacheStorage | undefined;
  /** Undefined where there is none; used to tell other tabs that something changed. */
  openChannel(name: string): BroadcastChannel | undefined;
}

/** Storage Buckets (WICG), as far as they are used: places of the origin that are thrown away one by one. */
export interface StorageBuckets {
  open(
    name: string,
    options?: { durability?: IDBTransactionDurability },
  ): Promise<{ readonly indexedDB: IDBFactory }>;
  delete(name: string): Promise<void>;
  keys(): Promise<string[]>;
}

/** The browser's own (or Node's, where a room runs there). A new object each time; nothing is shared. */
export function browserRuntime(): Runtime {
  return {
    now: () => Date.now(),
    fetch: (input, init) => globalThis.fetch(input, init),
    randomUUID: () => globalThis.crypto.randomUUID(),
    randomBytes: (length) => globalThis.crypto.getRandomValues(new Uint8Array(length)),
    schedule(delayMs, callback) {
      const timer = globalThis.setTimeout(callback, delayMs);
      return () => globalThis.clearTimeout(timer);
    },
    subtle: globalThis.crypto.subtle,
    locks: globalThis.navigator?.locks,
    indexedDB: globalThis.indexedDB,
    caches: cachesHere(),
    storage: globalThis.navigator?.storage,
    openChannel: (name) => (typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(name)),
  };
}

/** In a frame without an origin even looking is refused, with an error; such a page keeps nothing anyway. */
function cachesHere(): CacheStorage | undefined {
  try {
    return typeof caches === 'undefined' ? undefined : caches;
  } catch {
    return undefined;
  }
}
