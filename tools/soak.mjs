/**
 * `npm run soak -- --saves 100000 [--seed N]`: saves without end in a real Chromium before a server with faults, with
 * crashes and a killed browser in between; then the journal is compared with the acknowledgements, and memory and storage
 * at the end with those after a fifth. One line a figure; exit code 1 when one is short. 100,000 take about half an hour.
 */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { ROOT, installIfMissing } from './install.mjs';

const { saves, seed } = argumentsOf(process.argv.slice(2));
installIfMissing();
const flags = [
  '--conditions=samspil-source',
  '--max-old-space-size=6144',
  '--import',
  'tsx',
  'tools/soak/main.ts',
];
const { status } = spawnSync(process.execPath, [...flags, '--saves', saves, '--seed', seed], {
  cwd: ROOT,
  stdio: 'inherit',
});
process.exit(status ?? 1);

function argumentsOf(args) {
  let values;
  try {
    const options = { saves: { type: 'string', default: '100000' }, seed: { type: 'string', default: '1' } };
    ({ values } = parseArgs({ args, options }));
  } catch (error) {
    refuse(error.message);
  }
  // Fewer leave no tenth with a burst in it.
  if (!/^\d+$/.test(values.saves) || Number(values.saves) < 100 || !/^\d+$/.test(values.seed))
    refuse('--saves is a whole number of at least 100, --seed a whole number.');
  return values;
}

function refuse(sentence) {
  console.error(sentence);
  console.error('Allowed: --saves N, --seed N.');
  process.exit(2);
}
