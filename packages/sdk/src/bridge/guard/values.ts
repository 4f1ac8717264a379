/** Bounds on one message. A value outside them is refused before anything reads it. */
export interface ValueLimits {
  /** Nesting of objects and arrays. */
  maxDepth: number;
  /** Objects, arrays and leaves together. */
  maxNodes: number;
  /** UTF-16 units of all strings and keys plus bytes of all buffers, roughly the size on the wire. */
  maxSize: number;
}

export const DEFAULT_VALUE_LIMITS: ValueLimits = { maxDepth: 32, maxNodes: 20_000, maxSize: 1_000_000 };

/**
 * Looks through a value that came over a port and says what is wrong with it: only plain objects, lists, buffers and
 * primitives pass. Undefined means it is fine.
 */
export function findValueFault(
  value: unknown,
  limits: ValueLimits = DEFAULT_VALUE_LIMITS,
): string | undefined {
  return new Walk(limits).visitAll([value]);
}

/**
 * One pass, with nothing made for each value: every call of every plugin goes through here, and what it costs is added to
 * it. It recurses, but judges the depth before each step down: no message gets deeper into our stack than `maxDepth`.
 */
class Walk {
  readonly #limits: ValueLimits;
  /** An old library of the host's page may have put something on the prototype of everything; it is not the peer's. */
  readonly #hasInherited = inheritsKeys();
  #nodes = 0;
  #size = 0;

  constructor(limits: ValueLimits) {
    this.#limits = limits;
  }

  /** The values of a list at the root, which is itself not counted. */
  visitAll(values: readonly unknown[]): string | undefined {
    return this.#visitList(values, -1) ?? this.#overSize();
  }

  #visitContainer(value: object, depth: number): string | undefined {
    let fault: string | undefined;
    if (Array.isArray(value)) fault = this.#visitList(value, depth);
    else if (isPlain(value)) fault = this.#visitObject(value as Record<string, unknown>, depth);
    else if (isBinary(value)) this.#size += wholeSize(value);
    else return 'an object that is not plain';
    return fault ?? this.#overSize();
  }

  #visitList(values: readonly unknown[], depth: number): string | undefined {
    const { length } = values;
    // By length and not by items: a list of one item can be a thousand million long, and whoever walks it walks it all.
    this.#nodes += length;
    if (this.#nodes > this.#limits.maxNodes) return 'too many values';
    // Structured clone keeps keys that are no index; what hides under one would go unseen.
    if (Object.keys(values).length !== length) return 'a list that is not plain';
    if (length > 0 && depth >= this.#limits.maxDepth) return 'nested too deeply';
    for (let index = 0; index < length; index++) {
      const value = values[index];
      // Leaves are looked at here and below rather than in a function of their own: that makes the walk twice as fast.
      if (typeof value === 'string') this.#size += value.length;
      else if (typeof value === 'object') {
        const fault = value === null ? undefined : this.#visitContainer(value, depth + 1);
        if (fault !== undefined) return fault;
      } else if (value === undefined && !(index in values)) return 'a list that is not plain';
      else if (!isLeaf(value)) return 'a value that is not data';
    }
    return undefined;
  }

  #visitObject(members: Record<string, unknown>, depth: number): string | undefined {
    for (const key in members) {
      if (this.#hasInherited && !Object.hasOwn(members, key)) continue;
      if (isForbidden(key)) return 'a forbidden key';
      if (++this.#nodes > this.#limits.maxNodes) return 'too many values';
      if (depth >= this.#limits.maxDepth) return 'nested too deeply';
      this.#size += key.length;
      const value = members[key];
      if (typeof value === 'string') this.#size += value.length;
      else if (typeof value === 'object') {
        const fault = value === null ? undefined : this.#visitContainer(value, depth + 1);
        if (fault !== undefined) return fault;
      } else if (!isLeaf(value)) return 'a value that is not data';
    }
    return undefined;
  }

  #overSize(): string | undefined {
    return this.#size > this.#limits.maxSize ? 'too large' : undefined;
  }
}

/** Structured clone keeps these as own keys; a careless merge on our side would follow them into a prototype. */
function isForbidden(key: string): boolean {
  return key === '__proto__' || key === 'constructor' || key === 'prototype';
}

function inheritsKeys(): boolean {
  for (const _ in {}) return true;
  return false;
}

function isLeaf(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'boolean' || value === undefined;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** A view brings its whole buffer along, however little of it it shows. */
function wholeSize(value: ArrayBuffer | ArrayBufferView): number {
  return (ArrayBuffer.isView(value) ? value.buffer : value).byteLength;
}

function isBinary(value: unknown): value is ArrayBuffer | ArrayBufferView {
  return value instanceof ArrayBuffer || ArrayBuffer.isView(value);
}
