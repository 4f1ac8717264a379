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

/** Structured clone keeps these as own keys; a careless merge on our side would follow them into a prototype. */
const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Looks through a value that came over a port and says what is wrong with it: only plain objects, arrays, buffers and
 * primitives pass. Undefined means it is fine. Walks without recursion, so that depth cannot exhaust our stack.
 */
export function findValueFault(
  value: unknown,
  limits: ValueLimits = DEFAULT_VALUE_LIMITS,
): string | undefined {
  const pending: { value: unknown; depth: number }[] = [{ value, depth: 0 }];
  let nodes = 0;
  let size = 0;
  for (let item = pending.pop(); item; item = pending.pop()) {
    if (++nodes + pending.length > limits.maxNodes) return 'too many values';
    if (item.depth > limits.maxDepth) return 'nested too deeply';
    const found = item.value;
    if (typeof found === 'string') size += found.length;
    else if (isBinary(found)) size += wholeSize(found);
    else if (typeof found === 'object' && found !== null) {
      const fault = findContainerFault(found, limits);
      if (fault) return fault;
      for (const key of Object.keys(found)) {
        if (FORBIDDEN_KEYS.has(key)) return 'a forbidden key';
        size += key.length;
        pending.push({ value: (found as Record<string, unknown>)[key], depth: item.depth + 1 });
      }
    } else if (!isPlainLeaf(found)) return 'a value that is not data';
    if (size > limits.maxSize) return 'too large';
  }
  return undefined;
}

function findContainerFault(value: object, limits: ValueLimits): string | undefined {
  // By length and not by items: an array of one item can be a thousand million long, and whoever walks it walks it all.
  if (Array.isArray(value)) return value.length > limits.maxNodes ? 'too many values' : undefined;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null ? undefined : 'an object that is not plain';
}

function isPlainLeaf(value: unknown): boolean {
  return value === null || value === undefined || typeof value === 'number' || typeof value === 'boolean';
}

/** A view brings its whole buffer along, however little of it it shows. */
function wholeSize(value: ArrayBuffer | ArrayBufferView): number {
  return (ArrayBuffer.isView(value) ? value.buffer : value).byteLength;
}

function isBinary(value: unknown): value is ArrayBuffer | ArrayBufferView {
  return value instanceof ArrayBuffer || ArrayBuffer.isView(value);
}
