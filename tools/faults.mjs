/**
 * `npm run faults -- --histories 10000 [--seed N] [--replay FILE]`: plays the outbox through histories of saves, crashes,
 * sign-ins and faults of store and network, in virtual time, and judges by the server's journal. Prints
 * `histories N, violations N` and `mutants N, caught N`; a violation prints its seed and the file to replay it from.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { installIfMissing } from './install.mjs';
import { buildFaults } from './faults/build.mjs';
import { runMutants } from './faults/run-mutants.mjs';

const { values } = parseArgs({
  options: {
    histories: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
    replay: { type: 'string' },
  },
});
const histories = Number(values.histories);
const seed = Number(values.seed);
if (!Number.isInteger(histories) || histories < 1 || !Number.isInteger(seed)) {
  console.error('--histories is a whole number of at least 1, --seed a whole number.');
  process.exit(2);
}
installIfMissing();
const { explore, replay } = await buildFaults();
if (values.replay) {
  const { history } = JSON.parse(await readFile(values.replay, 'utf8'));
  for (const step of history.steps) console.log(JSON.stringify(step));
  const { violations } = await replay(history);
  for (const { invariant, what } of violations) console.log(`${invariant}: ${what}`);
  if (violations.length === 0) console.log('no violation');
  process.exit(violations.length > 0 ? 1 : 0);
}
const { failed, failures, promised, effects } = await explore({ histories, seed });
for (const failure of failures) {
  const file = `faults-${seed}-${failure.path.split(':', 1)[0]}.json`;
  await writeFile(file, `${JSON.stringify(failure, null, 2)}\n`);
  for (const { invariant, what } of failure.violations) console.log(`${invariant}: ${what}`);
  console.log(`  seed ${seed}, replay: npm run faults -- --replay ${file}`);
}
console.log(`${promised} saves were promised, the server made ${effects} versions of them`);
console.log(`histories ${histories}, violations ${failed}`);
const mutants = await runMutants(seed);
for (const { name, caughtBy } of mutants) if (!caughtBy) console.log(`not caught: ${name}`);
const caught = mutants.filter(({ caughtBy }) => caughtBy);
console.log(`mutants ${mutants.length}, caught ${caught.length}`);
process.exit(failed > 0 || caught.length < mutants.length ? 1 : 0);
