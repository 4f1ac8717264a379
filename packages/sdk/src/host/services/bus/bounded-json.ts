/**
 * True for plain data that JSON can say in at most `maxLength` characters: no buffers, no dates, no numbers that are
 * none. The bridge has judged depth and keys before.
 */
export function isBoundedJson(value: unknown, maxLength: number): boolean {
  return measure(value, maxLength) <= maxLength;
}

/** Characters of the value as JSON, or infinity; stops once it is too much. */
function measure(value: unknown, budget: number): number {
  if (value === null || typeof value === 'boolean') return 5;
  if (typeof value === 'number') return Number.isFinite(value) ? 24 : Number.POSITIVE_INFINITY;
  if (typeof value === 'string') return value.length + 2;
  if (typeof value !== 'object' || !isPlain(value)) return Number.POSITIVE_INFINITY;
  let length = 2;
  for (const [key, item] of Object.entries(value) as [string, unknown][]) {
    // A member that is undefined is one that is not there.
    if (item !== undefined) length += key.length + 4 + measure(item, budget - length);
    if (length > budget) return Number.POSITIVE_INFINITY;
  }
  return length;
}

function isPlain(value: object): boolean {
  if (Array.isArray(value)) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}
