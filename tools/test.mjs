/**
 * `npm test`: installs what is missing, runs every suite (Node, browser, end to end) and ends with
 * `N passed, N failed`. `npm test -- node` runs one suite; `npm test -- node packages/sdk` those of its files.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT, installIfMissing } from './install.mjs';
import { suiteFiles } from './suites.mjs';

const NODE_FLAGS = ['--conditions=samspil-source', '--import', 'tsx', '--test', '--test-concurrency=2'];

const SUITES = {
  node: async (filter) => nodeTests((await suiteFiles('node')).filter(filter), NODE_FLAGS),
  browser: async (filter) => browserTests((await suiteFiles('browser')).filter(filter)),
  e2e: async (filter) => {
    const { build } = await import('./build.mjs');
    await build();
    installIfMissing('e2e/peers', ['--ignore-scripts']);
    return nodeTests((await suiteFiles('e2e')).filter(filter), NODE_FLAGS);
  },
};

installIfMissing();
const [suite, part] = process.argv.slice(2);
if (suite && !SUITES[suite]) {
  console.error(`No suite is called "${suite}". There are: ${Object.keys(SUITES).join(', ')}.`);
  process.exit(2);
}
const total = { passed: 0, failed: 0, skipped: 0 };
for (const name of suite ? [suite] : Object.keys(SUITES)) {
  console.log(`\n— ${name} —`);
  const counts = await SUITES[name]((file) => !part || file.includes(part));
  for (const key of Object.keys(total)) total[key] += counts[key] ?? 0;
}
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0);

async function nodeTests(files, flags) {
  return counted(files, (report) => [
    ...flags,
    '--test-reporter=spec',
    '--test-reporter-destination=stdout',
    `--test-reporter=${new URL('count-reporter.mjs', import.meta.url).href}`,
    `--test-reporter-destination=${report}`,
    ...files,
  ]);
}

async function browserTests(files) {
  return counted(files, () => [
    'node_modules/@web/test-runner/dist/bin.js',
    '--config',
    'web-test-runner.config.mjs',
    '--files',
    ...files,
  ]);
}

/** Runs one process over `files`; what it counted is in a file, so that its output stays for people. */
async function counted(files, argsFor) {
  if (files.length === 0) return {};
  const folder = await mkdtemp(join(tmpdir(), 'samspil-test-'));
  const report = join(folder, 'counts.json');
  const code = await run(argsFor(report), { ...process.env, SAMSPIL_COUNTS: report });
  const counts = existsSync(report) ? JSON.parse(await readFile(report, 'utf8')) : { passed: 0, failed: 0 };
  await rm(folder, { recursive: true, force: true });
  // A runner that fails without a failed test (a file that does not load, a crash) is a failure all the same.
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  return counts;
}

function run(args, env) {
  return new Promise((resolve) => {
    spawn(process.execPath, args, { cwd: ROOT, env, stdio: 'inherit' }).on('exit', (code) =>
      resolve(code ?? 1),
    );
  });
}
