/**
 * `npm run attacks`: the attack corpus against the real host, in a real browser, with real servers; ends with
 * `N attacks, N rejected`. `-- --host bare` runs it against a workplace that uses bare `comlink.expose`, and
 * `-- --host guard-off` and others against ours with one control switched off, to see that the attacks have teeth.
 * `-- --only t01` runs some, `-- --only 2` those of a row.
 */
import { spawnSync } from 'node:child_process';
import { ROOT, installIfMissing } from './install.mjs';

installIfMissing();
const flags = ['--conditions=samspil-source', '--import', 'tsx', 'tools/attack-range/main.ts'];
const { status } = spawnSync(process.execPath, [...flags, ...process.argv.slice(2)], {
  cwd: ROOT,
  stdio: 'inherit',
});
process.exit(status ?? 1);
