/**
 * `npm start`: installs and builds what is missing, then runs the workplace simulator and the example plugin. With
 * `--watch` (`npm run dev`) it builds again and restarts whenever a source changes.
 */
import { existsSync, statSync, watch } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT, installIfMissing } from './install.mjs';

const args = process.argv.slice(2);
const isWatching = args.includes('--watch');
const simulatorArgs = args.filter((arg) => arg !== '--watch');

installIfMissing();
const SOURCES = [
  'packages/sdk/src',
  'packages/components/src',
  'packages/smart-launcher/src',
  'examples/bedside-vitals',
];
const RESULT = join(ROOT, 'packages/smart-launcher/dist/cli.js');

if (!existsSync(RESULT) || (await newestSource()) > statSync(RESULT).mtimeMs) await buildPages();
if (isWatching) await watchAndRun();
else await runHere();

async function buildPages() {
  console.log('Building …');
  const { build } = await import('./build.mjs');
  await build({ pagesOnly: true });
}

async function runHere() {
  endWithParent();
  const { run } = await import('../packages/smart-launcher/dist/cli.js');
  const { startBedsideVitals } = await import('../examples/bedside-vitals/server.mjs');
  await run(simulatorArgs, async (workplaceOrigin) => [
    await startBedsideVitals({ fhirServer: `${workplaceOrigin}/fhir`, workplaceOrigin }),
  ]);
}

/**
 * `npm start` puts npm and a shell in front of this process. A SIGTERM to npm reaches the shell and stops there: the
 * shell dies, and this process is handed to another parent. Then it ends too, as if it had been told.
 */
function endWithParent() {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 100);
  watch.unref();
}

/** A child process each time: a module that was loaded once cannot be loaded anew. */
async function watchAndRun() {
  const { spawn } = await import('node:child_process');
  const start = () =>
    spawn(process.execPath, [join(ROOT, 'tools/start.mjs'), ...simulatorArgs, '--no-open'], {
      stdio: 'inherit',
    });
  let child = start();
  let pending;
  const again = () => {
    clearTimeout(pending);
    pending = setTimeout(() => {
      child.once('exit', () => (child = start()));
      child.kill('SIGTERM');
    }, 300);
  };
  for (const folder of SOURCES) {
    watch(join(ROOT, folder), { recursive: true }, (_type, name) => {
      if (!/(^|\/)(dist|node_modules)(\/|$)/.test(name ?? '')) again();
    });
  }
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => {
      child.once('exit', () => process.exit(0));
      child.kill('SIGTERM');
    });
  }
}

async function newestSource() {
  let newest = 0;
  for (const folder of [...SOURCES, '.']) {
    const entries = await readdir(join(ROOT, folder), { recursive: folder !== '.', withFileTypes: true });
    for (const entry of entries) {
      const file = join(entry.parentPath, entry.name);
      const isSource =
        folder === '.' ? entry.name === 'rollup.config.mjs' || entry.name === 'package-lock.json' : true;
      if (entry.isFile() && isSource && !/\/(dist|node_modules)\//.test(file))
        newest = Math.max(newest, statSync(file).mtimeMs);
    }
  }
  return newest;
}
