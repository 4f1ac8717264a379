/** The tests that hold an element: those beside it, and what a shared contract that they call adds. */
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { COMPONENTS } from '../manifest/public-elements.mjs';

/** @typedef {{ file: string, sentence: string, code: string }} TestBlock */

const TEST = /\bit\(\s*(['"`])([\s\S]*?)\1/g;

/** Cuts the text of a test file into its tests. What is switched off (`it.skip`) is none. @returns {TestBlock[]} */
export function blocksOf(text, file) {
  const starts = [...text.matchAll(TEST)];
  return starts.map((start, index) => ({
    file,
    sentence: start[2],
    code: text.slice(start.index, starts[index + 1]?.index),
  }));
}

/** @param {import('../manifest/public-elements.mjs').PublicElement} element @returns {TestBlock[]} */
export function testsOf({ source, tag }) {
  const folder = join('src', dirname(source));
  const files = readdirSync(join(COMPONENTS, folder)).filter((file) => file.endsWith('.test.ts'));
  return files.flatMap((name) => {
    const text = readFileSync(join(COMPONENTS, folder, name), 'utf8');
    // A test that never names the element is not about it, wherever it lies.
    if (!text.includes(tag)) return [];
    return [...blocksOf(text, join(folder, name)), ...contractOf(text)];
  });
}

function contractOf(text) {
  if (!/\blistContract\(/.test(text)) return [];
  const file = 'src/testing/list-contract.ts';
  return blocksOf(readFileSync(join(COMPONENTS, file), 'utf8'), file);
}
