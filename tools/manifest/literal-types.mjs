/** Writes out a named choice of words (`TrendPeriod`) as the words: who reads a manifest cannot look the name up. */

const ALIAS = /export type (\w+) =\s*((?:\|?\s*'[^']*'\s*)+);/g;

/** @param {Iterable<string>} texts of the sources @returns {Map<string, string>} */
export function literalTypes(texts) {
  const types = new Map();
  for (const text of texts) {
    for (const [, name, union] of text.matchAll(ALIAS)) {
      types.set(name, [...union.matchAll(/'[^']*'/g)].join(' | '));
    }
  }
  return types;
}

/** @param {string} type @param {Map<string, string>} types */
export function writeOut(type, types) {
  return type.replace(/\b[A-Z]\w*\b/g, (name) => types.get(name) ?? name);
}
