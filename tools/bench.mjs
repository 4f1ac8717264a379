/** `npm run bench -- <name> [its arguments]`: runs one benchmark of `benchmarks/`; without a name it lists them. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, installIfMissing } from './install.mjs';

const folder = join(ROOT, 'benchmarks');
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.mjs'))
  .map((file) => file.slice(0, -4));
const [name, ...rest] = process.argv.slice(2);
if (!name) {
  console.log(`Benchmarks: ${names.join(', ')}\nRun one with: npm run bench -- <name>`);
  process.exit(0);
}
if (!names.includes(name)) {
  console.error(`No benchmark is called "${name}". There are: ${names.join(', ')}.`);
  process.exit(2);
}
installIfMissing();
// Peers live here only: nothing that is measured against may leak into what is published.
if (existsSync(join(folder, 'package-lock.json'))) installIfMissing('benchmarks', ['--ignore-scripts']);
const flags = ['--conditions=samspil-source', '--import', 'tsx', '--expose-gc'];
const { status } = spawnSync(process.execPath, [...flags, join('benchmarks', `${name}.mjs`), ...rest], {
  cwd: ROOT,
  stdio: 'inherit',
});
process.exit(status ?? 1);
