/**
 * `npm run interleavings -- --count 1000 [--seed N] [--replay "random 17"] [--mutant name]`: changes the patient at every
 * await point of every way to save, then anywhere at random, and looks in the journal whether a write of an ended lease
 * landed. Prints `interleavings N, violations N`; a violation is printed with the name to replay it by.
 */
import { parseArgs } from 'node:util';
import { installIfMissing } from './install.mjs';
import { buildInterleavings } from './interleavings/build.mjs';
import { MUTANTS } from './interleavings/mutants.mjs';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    replay: { type: 'string' },
    mutant: { type: 'string' },
  },
});
const count = Number(values.count);
const seed = Number(values.seed);
if (!Number.isInteger(count) || count < 1 || !Number.isInteger(seed)) {
  console.error('--count is a whole number of at least 1, --seed a whole number.');
  process.exit(2);
}
if (values.mutant && !MUTANTS[values.mutant]) {
  console.error(`No mutant is called "${values.mutant}". There are: ${Object.keys(MUTANTS).join(', ')}.`);
  process.exit(2);
}
installIfMissing();
const { explore, replay } = await buildInterleavings(values.mutant && MUTANTS[values.mutant]);
if (values.replay) {
  const { faults, trace } = await replay(values.replay);
  console.log(trace.replaceAll('; ', '\n'));
  console.log(faults.length > 0 ? faults.join('\n') : 'no violation');
  process.exit(faults.length > 0 ? 1 : 0);
}
const { interleavings, violations, written, refusedAsStale } = await explore({ count, seed });
for (const { name, faults } of violations.slice(0, 10))
  console.log(`${name}: ${faults.join('; ')}\n  replay: npm run interleavings -- --replay "${name}"`);
console.log(`${written} writes landed, ${refusedAsStale} saves were refused because their lease had ended`);
console.log(`interleavings ${interleavings}, violations ${violations.length}`);
process.exit(violations.length > 0 ? 1 : 0);
