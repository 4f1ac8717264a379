/** Which `--samspil-*` tokens an element reads, with their defaults and words: from `tokens/roles.ts`, where they are made. */

const READS = /var\(--_([a-z-]+)/g;
const READS_OUTSIDE = /var\(--samspil-([a-z-]+)/g;

/**
 * @typedef {{ name: string, description: string, default: string }} Token
 * @param {string} code of `tokens/roles.ts`
 * @param {{ roles: Record<string, readonly [string, string]>, measures: Record<string, string> }} values
 * @returns {Map<string, Token>} by name without prefix
 */
export function readTokens(code, { roles, measures }) {
  const tokens = new Map();
  for (const [name, value] of Object.entries({ ...roles, ...measures })) {
    const [, words] = new RegExp(`/\\*\\* ([^\\n]*?) \\*/\\n\\s*'?${name}'?:`).exec(code) ?? [];
    tokens.set(name, {
      name: `--samspil-${name}`,
      description: words ?? '',
      default: Array.isArray(value) ? `light-dark(${value.join(', ')})` : value,
    });
  }
  return tokens;
}

/**
 * @param {Iterable<string>} texts of the sources an element is made of
 * @param {Map<string, Token>} tokens
 * @returns {Token[]} in the order of the tokens
 */
export function tokensReadBy(texts, tokens) {
  const names = new Set();
  for (const text of texts) {
    for (const pattern of [READS, READS_OUTSIDE])
      for (const [, name] of text.matchAll(pattern)) names.add(name);
  }
  return [...tokens].filter(([name]) => names.has(name)).map(([, token]) => token);
}
