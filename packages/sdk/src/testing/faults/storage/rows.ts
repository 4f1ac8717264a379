/** The keys of this store: what FHIR software needs of them. */
export type Key = string | number;

/** The keys from one to another, both included (`IDBKeyRange.bound`); the only ranges there are here. */
export class MemoryKeyRange {
  readonly #lower: Key;
  readonly #upper: Key;

  private constructor(lower: Key, upper: Key) {
    this.#lower = lower;
    this.#upper = upper;
  }

  static bound(lower: Key, upper: Key): MemoryKeyRange {
    return new MemoryKeyRange(lower, upper);
  }

  includes(key: Key): boolean {
    return compare(key, this.#lower) >= 0 && compare(key, this.#upper) <= 0;
  }
}

/** An index of a store. */
export interface IndexShape {
  readonly keyPath: string;
  readonly isUnique: boolean;
}

/** What one object store holds. Never changed once it is committed: a transaction works on a {@link copyOf} it. */
export interface Rows {
  readonly keyPath: string | undefined;
  readonly isNumbered: boolean;
  readonly indexes: Map<string, IndexShape>;
  nextNumber: number;
  readonly byKey: Map<Key, unknown>;
}

export function copyOf(rows: Rows): Rows {
  return { ...rows, byKey: new Map(rows.byKey) };
}

/** Keys in the order of IndexedDB: numbers, then texts. */
export function inOrder(rows: Rows): [Key, unknown][] {
  return [...rows.byKey].sort(([a], [b]) => compare(a, b));
}

/** What an index finds, in order of the primary key; without `value` everything that has the indexed element. */
export function found(rows: Rows, { keyPath }: IndexShape, value: Key | undefined): [Key, unknown][] {
  return inOrder(rows).filter(([, row]) => {
    const held = elementOf(row, keyPath);
    return value === undefined ? held !== undefined : held === value;
  });
}

/** Puts a row; `isNew`: it must not be there yet. Gives its key. @throws DOMException `ConstraintError`, `DataError` */
export function putRow(rows: Rows, value: unknown, key: Key | undefined, isNew: boolean): Key {
  const own = structuredClone(value);
  const place = placeOf(rows, own, key);
  if (isNew && rows.byKey.has(place)) throw new DOMException('The key is taken.', 'ConstraintError');
  for (const { keyPath, isUnique } of rows.indexes.values()) {
    const indexed = elementOf(own, keyPath);
    const isTaken = [...rows.byKey].some(
      ([other, row]) => other !== place && elementOf(row, keyPath) === indexed,
    );
    if (isUnique && indexed !== undefined && isTaken)
      throw new DOMException('The index allows one row only.', 'ConstraintError');
  }
  rows.byKey.set(place, own);
  if (rows.isNumbered && typeof place === 'number') rows.nextNumber = Math.max(rows.nextNumber, place + 1);
  return place;
}

function placeOf(rows: Rows, value: unknown, key: Key | undefined): Key {
  const held = rows.keyPath === undefined ? key : elementOf(value, rows.keyPath);
  if (isKey(held)) return held;
  if (!rows.isNumbered) throw new DOMException('The row has no valid key.', 'DataError');
  if (rows.keyPath !== undefined) (value as Record<string, unknown>)[rows.keyPath] = rows.nextNumber;
  return rows.nextNumber;
}

/** @throws DOMException `DataError` for ranges and lists, which this store does not know */
export function requireKey(value: unknown): Key {
  if (isKey(value)) return value;
  throw new DOMException('The store in memory knows numbers and texts as keys.', 'DataError');
}

function isKey(value: unknown): value is Key {
  return typeof value === 'string' || (typeof value === 'number' && !Number.isNaN(value));
}

function elementOf(row: unknown, keyPath: string): unknown {
  return typeof row === 'object' && row !== null ? (row as Record<string, unknown>)[keyPath] : undefined;
}

function compare(a: Key, b: Key): number {
  if (typeof a !== typeof b) return typeof a === 'number' ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}
