/** `tools/faults.mjs` runs this for `--kills` and for the replay file of a kill. */
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { buildPages } from './build-pages.ts';
import { coverageOf } from './coverage.ts';
import { drawPlans } from './draw-plans.ts';
import { KILL_MUTANTS } from './mutants.mjs';
import type { KillOutcome, KillPlan } from './plan.ts';
import { playKill } from './run/play.ts';

const { values } = parseArgs({
  options: { kills: { type: 'string' }, seed: { type: 'string', default: '1' }, replay: { type: 'string' } },
});
const seed = Number(values.seed);
const plans = values.replay
  ? [(JSON.parse(await readFile(values.replay, 'utf8')) as { plan: KillPlan }).plan]
  : drawPlans(Number(values.kills), seed);
const scripts = await buildPages();
const outcomes: KillOutcome[] = [];
for (const plan of plans) {
  const outcome = await playKill(plan, scripts);
  outcomes.push(outcome);
  if (values.replay) console.log(JSON.stringify(outcome, null, 1));
  if (outcome.violations.length === 0) continue;
  const file = `kills-${seed}-${plan.index}.json`;
  for (const { invariant, what } of outcome.violations) console.log(`${invariant}: ${what}`);
  if (values.replay) continue;
  await writeFile(file, `${JSON.stringify(outcome, null, 2)}\n`);
  console.log(`  ${plan.situation}, ${plan.failpoint}, ${plan.kill}, ${plan.fault?.kind ?? 'no fault'}`);
  console.log(`  seed ${seed}, replay: npm run faults -- --replay ${file}`);
}
const failed = outcomes.filter(({ violations }) => violations.length > 0).length;
const { lines, missed } = coverageOf(outcomes);
if (!values.replay) for (const line of lines) console.log(line);
for (const line of missed) console.log(`not reached: ${line}`);
console.log(`kills ${outcomes.length}, violations ${failed}`);
let caught = 0;
if (!values.replay) {
  for (const { name, defects, plan } of KILL_MUTANTS) {
    const { violations } = await playKill(plan, await buildPages(defects));
    if (violations.length > 0) caught += 1;
    else console.log(`not caught by a kill: ${name}`);
  }
  console.log(`mutants under kills ${KILL_MUTANTS.length}, caught ${caught}`);
}
const isCaught = values.replay !== undefined || caught === KILL_MUTANTS.length;
process.exit(!isCaught || failed > 0 || missed.length > 0 ? 1 : 0);
