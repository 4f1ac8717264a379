/** `npm run e2e -- --repeat 20`: the story, again and again, from a build that is made once. */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { ROOT, installIfMissing } from './install.mjs';

const { values } = parseArgs({
  options: { repeat: { type: 'string', default: '1' }, file: { type: 'string', default: 'story' } },
});
const times = /^[1-9]\d{0,3}$/.test(values.repeat) ? Number(values.repeat) : undefined;
if (!times) {
  console.error('--repeat takes a whole number from 1 to 9999.');
  process.exit(2);
}
installIfMissing();
await build({ pagesOnly: true });
let passed = 0;
for (let turn = 1; turn <= times; turn++) {
  const { status } = spawnSync(
    process.execPath,
    ['--conditions=samspil-source', '--import', 'tsx', '--test', `e2e/${values.file}.test.ts`],
    { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8', maxBuffer: 1e8 },
  );
  if (status === 0) passed += 1;
  console.log(`turn ${turn} of ${times}: ${status === 0 ? 'passed' : 'failed'}`);
}
console.log(`figure: story-in-a-row ${passed} turns (bar ${times}) ${passed === times ? 'ok' : 'short'}`);
console.log(`${passed} passed, ${times - passed} failed`);
process.exit(passed === times ? 0 : 1);
