/**
 * `npm run storybook [-- --port N]` opens Storybook over the sources; `npm run storybook:build` writes it to
 * `storybook/dist`, static, to be served by anything. Both install it at the first run, in `storybook/`. Nothing is sent
 * anywhere and no update is looked for.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT, installIfMissing } from './install.mjs';

const args = process.argv.slice(2);
const isBuild = args.length === 1 && args[0] === 'build';
const [option, port] = args;
const isPort =
  args.length === 2 && option === '--port' && /^[1-9]\d{0,4}$/.test(port) && Number(port) < 65_536;
if (args.length > 0 && !isBuild && !isPort) {
  console.error('Storybook takes a port, and nothing else.');
  console.error('Allowed: npm run storybook [-- --port N], npm run storybook:build.');
  process.exit(2);
}
installIfMissing();
installIfMissing('storybook', ['--ignore-scripts']);
const command = isBuild
  ? ['build', '--output-dir', 'dist', '--quiet']
  : ['dev', '--ci', '--port', port ?? '6006', '--host', 'localhost'];
const program = join(ROOT, 'storybook/node_modules/storybook/dist/bin/dispatcher.js');
const { status } = spawnSync(process.execPath, [program, ...command, '--disable-telemetry'], {
  cwd: join(ROOT, 'storybook'),
  env: { ...process.env, STORYBOOK_DISABLE_TELEMETRY: '1' },
  stdio: 'inherit',
});
process.exit(status ?? 1);
