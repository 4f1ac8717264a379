/** `npm run check`: type check, and the checks that no compiler makes. */
import { spawnSync } from 'node:child_process';
import { ROOT, installIfMissing } from './install.mjs';

installIfMissing();
const steps = [
  ['types', ['node_modules/typescript/bin/tsc', '-p', '.']],
  ['requirements', ['tools/check-requirements.mjs']],
  ['manifest', ['tools/manifest.mjs', '--check']],
];
let failed = 0;
for (const [name, args] of steps) {
  const { status } = spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit' });
  console.log(`${name}: ${status === 0 ? 'ok' : 'failed'}`);
  if (status !== 0) failed += 1;
}
process.exit(failed === 0 ? 0 : 1);
