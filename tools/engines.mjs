/**
 * `npm run engines -- story|faults|attacks|stalls|elements [chromium|firefox|webkit …] [--kills N]`, in Chromium, Firefox ESR and
 * WebKitGTK: the story of the first issue with a killed browser; kills at failpoints, with how often the engine repeats a
 * request by itself (`--kills` for each engine, default 12); the attack corpus; what a spinning frame does to its
 * workplace; every element at 320 px. Browsers are not installed by this: those that are missing are skipped, and it says which Debian packages they
 * are in. Never part of `npm test`.
 */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { ROOT, installIfMissing } from './install.mjs';

const SUITES = ['story', 'faults', 'attacks', 'stalls', 'elements'];
const ENGINES = ['chromium', 'firefox', 'webkit'];

const { suite, names, kills } = argumentsOf(process.argv.slice(2));
installIfMissing();
installIfMissing('tools/engines', ['--ignore-scripts']);
// Their stories are bundled as the pictures of them are.
if (suite === 'elements') installIfMissing('tools/pictures', ['--ignore-scripts']);
if (suite === 'story') {
  const { build } = await import('./build.mjs');
  await build({ pagesOnly: true });
}
const flags = ['--conditions=samspil-source', '--import', 'tsx', 'tools/engines/main.ts'];
const { status } = spawnSync(process.execPath, [...flags, suite, kills, ...names], {
  cwd: ROOT,
  stdio: 'inherit',
});
process.exit(status ?? 1);

function argumentsOf(args) {
  let parsed;
  try {
    parsed = parseArgs({ args, allowPositionals: true, options: { kills: { type: 'string' } } });
  } catch (error) {
    refuse(error.message);
  }
  const [suite, ...names] = parsed.positionals;
  const { kills } = parsed.values;
  if (!SUITES.includes(suite)) refuse('Say first what is to be run.');
  if (!names.every((name) => ENGINES.includes(name))) refuse('After that come names of engines only.');
  if (kills !== undefined && (suite !== 'faults' || !/^[1-9]\d{0,3}$/.test(kills)))
    refuse('--kills is a whole number of at least 1, and belongs to faults.');
  return { suite, names, kills: kills ?? '12' };
}

function refuse(sentence) {
  console.error(sentence);
  console.error(
    `Allowed: npm run engines -- ${SUITES.join('|')} [${ENGINES.join('|')} …] [--kills N]. No engine named: all of them.`,
  );
  process.exit(2);
}
