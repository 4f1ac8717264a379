/** Which rules of display (the ids of NHS CUI, in our numbering) a test names, and which of those that apply none does. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../install.mjs';
import { suiteFiles } from '../suites.mjs';
import { blocksOf } from './test-blocks.mjs';

const ID = /\b[A-Z]{3}-\d\d\b/g;

/**
 * Rules that apply stand under the element that shows them best, the others with the reason why they do not.
 * @type {{ applies: Record<string, string[]>, without: Record<string, string> }}
 */
export const RULES = JSON.parse(readFileSync(new URL('./display-rules.json', import.meta.url), 'utf8'));

/** @returns {Promise<Map<string, string[]>>} files by each id that the name of one of their tests begins with or has */
export async function namedRules() {
  const files = [...(await suiteFiles('node')), ...(await suiteFiles('browser'))];
  const named = new Map();
  for (const file of files.filter((path) => path.startsWith('packages/'))) {
    const text = readFileSync(join(ROOT, file), 'utf8');
    for (const id of idsIn(text, file)) named.set(id, [...(named.get(id) ?? []), file]);
  }
  return named;
}

/** @param {string} text of a test file @param {string} file @returns {Set<string>} */
export function idsIn(text, file) {
  return new Set(blocksOf(text, file).flatMap(({ sentence }) => sentence.match(ID) ?? []));
}

/**
 * @param {{ has(id: string): boolean }} named
 * @returns {{ id: string, element: string }[]} the rules that apply and have no test
 */
export function untested(named, { applies } = RULES) {
  return Object.entries(applies).flatMap(([element, ids]) =>
    ids.filter((id) => !named.has(id)).map((id) => ({ id, element })),
  );
}
