/**
 * `npm run engines -- attacks`, `-- stalls` and `-- faults`: the attack corpus, what a spinning frame does to its workplace,
 * and kills at failpoints with how often the engine repeats a request, in Chromium, Firefox ESR and WebKitGTK. Names of engines may follow. Browsers are not installed by this: it
 * says which Debian packages are missing. Never part of `npm test`.
 */
import { spawnSync } from 'node:child_process';
import { ROOT, installIfMissing } from './install.mjs';

installIfMissing();
installIfMissing('tools/engines', ['--ignore-scripts']);
const flags = ['--conditions=samspil-source', '--import', 'tsx', 'tools/engines/main.ts'];
const { status } = spawnSync(process.execPath, [...flags, ...process.argv.slice(2)], {
  cwd: ROOT,
  stdio: 'inherit',
});
process.exit(status ?? 1);
