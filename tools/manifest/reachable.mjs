/** Which of our sources an element is made of: its own file and everything it imports by a relative path. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { COMPONENTS } from './public-elements.mjs';

const IMPORTS = /from '(\.{1,2}\/[^']+\.ts)'/g;

/**
 * @param {string} source below `packages/components/src`
 * @param {Map<string, string>} [files] what was read already
 * @returns {Map<string, string>} path below `src` to its text
 */
export function reachableFrom(source, files = new Map()) {
  if (files.has(source)) return files;
  const code = readFileSync(join(COMPONENTS, 'src', source), 'utf8');
  files.set(source, code);
  for (const [, relative] of code.matchAll(IMPORTS)) reachableFrom(join(dirname(source), relative), files);
  return files;
}
