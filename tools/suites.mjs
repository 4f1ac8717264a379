/** Which test file belongs to which suite of `npm test`. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from './install.mjs';

const BELONGS = {
  node: (file) => /^(packages|tools|benchmarks)\/.*\.test\.(ts|mjs)$/.test(file) && !isBrowserTest(file),
  browser: (file) => /^packages\/.*\.test\.ts$/.test(file) && isBrowserTest(file),
  e2e: (file) => /^e2e\/.*\.test\.ts$/.test(file),
};

/** Elements are tested in a browser, and so is what says so by its name. */
function isBrowserTest(file) {
  const isElement = file.startsWith('packages/components/') && !file.endsWith('.node.test.ts');
  return file.endsWith('.browser.test.ts') || isElement;
}

/** @param {keyof typeof BELONGS} suite @returns {Promise<string[]>} paths relative to the root */
export async function suiteFiles(suite) {
  const found = [];
  for (const folder of ['packages', 'tools', 'benchmarks', 'e2e']) {
    for (const entry of await readdir(join(ROOT, folder), { recursive: true, withFileTypes: true })) {
      const file = join(entry.parentPath, entry.name).slice(ROOT.length);
      if (entry.isFile() && !/(^|\/)(node_modules|dist)\//.test(file) && BELONGS[suite](file))
        found.push(file);
    }
  }
  return found.sort();
}

export const SUITE_NAMES = Object.keys(BELONGS);
