/** Builds every package: modules by rollup, types by tsc. `--pages` builds only what `npm start` serves. */
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT, installIfMissing } from './install.mjs';

/** What `npm start` serves. */
export const PAGES = ['server', 'workplace', 'bedside'];
const TYPED = ['sdk', 'components', 'smart-launcher'];

/** @param {{ pagesOnly?: boolean }} options */
export async function build({ pagesOnly = false } = {}) {
  if (!pagesOnly)
    for (const name of TYPED) rmSync(join(ROOT, 'packages', name, 'dist'), { recursive: true, force: true });
  const env = pagesOnly ? { ...process.env, SAMSPIL_BUILDS: PAGES.join(',') } : process.env;
  await run('node_modules/rollup/dist/bin/rollup', ['-c', '--silent'], env);
  if (pagesOnly) return;
  for (const name of TYPED) {
    await run('node_modules/typescript/bin/tsc', ['-p', `packages/${name}/tsconfig.build.json`]);
    await rewriteTypeImports(join(ROOT, 'packages', name, 'dist'));
  }
}

/** tsc leaves `./x.ts` in declarations; a consumer has only `./x.d.ts`, which `./x.js` finds. */
async function rewriteTypeImports(folder) {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.name.endsWith('.d.ts')) continue;
    const file = join(entry.parentPath, entry.name);
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace(/((?:from|import\()\s*['"]\.{1,2}\/[^'"]+)\.ts(['"])/g, '$1.js$2'));
  }
}

function run(script, args, env = process.env) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(ROOT, script), ...args], {
      cwd: ROOT,
      env,
      stdio: 'inherit',
    });
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${script} ended with ${code}`))));
  });
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  installIfMissing();
  await build({ pagesOnly: process.argv.includes('--pages') });
}
