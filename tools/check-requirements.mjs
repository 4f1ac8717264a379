/**
 * Holds `docs/requirements.md` to its word: every requirement it claims names tests that exist, are not switched off,
 * and are run by `npm test`. A test is named as `path › sentence`.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from './install.mjs';
import { SUITE_NAMES, suiteFiles } from './suites.mjs';

const ROW = /^\| (R\d{2}) \|/;
const TEST = /`([^`›]+) › ([^`]+)`/g;

const document = await readFile(join(ROOT, 'docs/requirements.md'), 'utf8');
const run = new Set((await Promise.all(SUITE_NAMES.map(suiteFiles))).flat());
const faults = [];
let named = 0;

for (const line of document.split('\n')) {
  const [, id] = ROW.exec(line) ?? [];
  if (!id) continue;
  const tests = [...line.matchAll(TEST)];
  if (tests.length === 0) faults.push(`${id} names no test.`);
  for (const [, path, sentence] of tests) {
    named += 1;
    const fault = await findFault(path.trim(), sentence.trim());
    if (fault) faults.push(`${id}: ${path} › ${sentence}: ${fault}`);
  }
}

async function findFault(path, sentence) {
  if (!run.has(path)) return 'no such file is run by npm test';
  const text = await readFile(join(ROOT, path), 'utf8');
  const quoted = sentence.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/'/g, "(?:\\\\)?'");
  const declaration = new RegExp(`\\b(test|it)(\\.\\w+)?\\(\\s*['"\`]${quoted}['"\`]`).exec(text);
  if (!declaration) return 'no test of this name';
  return declaration[2] && declaration[2] !== '.only' ? 'the test is switched off' : undefined;
}

for (const fault of faults) console.error(fault);
console.log(`${named} tests named, ${faults.length} faults`);
process.exit(faults.length === 0 && named > 0 ? 0 : 1);
