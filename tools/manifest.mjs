/**
 * `npm run manifest [-- --check]`: writes `packages/components/custom-elements.json` from the doc-blocks of the elements, or
 * only says whether it is up to date and complete (`npm run check` does that too). The analyzer is installed at the first
 * run, in a folder of its own: nobody else has to carry its TypeScript.
 */
import { spawnSync } from 'node:child_process';
import { ROOT, installIfMissing } from './install.mjs';

const args = process.argv.slice(2);
if (args.length > 1 || (args.length === 1 && args[0] !== '--check')) {
  console.error('The manifest is written, or with --check compared.');
  console.error('Allowed: npm run manifest, npm run manifest -- --check.');
  process.exit(2);
}
installIfMissing();
installIfMissing('tools/manifest', ['--ignore-scripts']);
const flags = ['--conditions=samspil-source', '--import', 'tsx', 'tools/manifest/main.mjs'];
const { status } = spawnSync(process.execPath, [...flags, ...args], { cwd: ROOT, stdio: 'inherit' });
process.exit(status ?? 1);
