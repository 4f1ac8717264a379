/** Whether every text an element can show is there in all three languages. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMPONENTS } from '../manifest/public-elements.mjs';

const DANISH = /from '[^']*\/da\/([a-z-]+)\.json'/g;

/**
 * @param {Iterable<string>} texts of the sources the element is made of
 * @returns {string | undefined} the catalogues, or undefined when one lacks a language or a key
 */
export function catalogues(texts) {
  const names = new Set([...texts].flatMap((text) => [...text.matchAll(DANISH)].map(([, name]) => name)));
  const isWhole = [...names].every((name) => {
    const wanted = keysOf('da', name);
    return wanted !== undefined && ['sv', 'en'].every((locale) => keysOf(locale, name) === wanted);
  });
  return names.size > 0 && isWhole ? [...names].sort().join(', ') : undefined;
}

function keysOf(locale, name) {
  const path = join(COMPONENTS, 'src/locales', locale, `${name}.json`);
  if (!existsSync(path)) return undefined;
  return Object.keys(JSON.parse(readFileSync(path, 'utf8')))
    .sort()
    .join();
}
