import { makeProfile } from '../../../e2e/support/browser.ts';
import { buildPages } from '../../faults/kills/build-pages.ts';
import { coverageOf } from '../../faults/kills/coverage.ts';
import { drawPlans } from '../../faults/kills/draw-plans.ts';
import { KILLS } from '../../faults/kills/plan.ts';
import type { KillOutcome, KillPlan } from '../../faults/kills/plan.ts';
import { playKill } from '../../faults/kills/run/play.ts';
import type { Engine } from '../find-engines.ts';
import { countResends } from './resends.ts';
import type { LostRequest, Resends } from './resends.ts';

/** Of the plans drawn with this seed, those with one tab are played. */
const SEED = 1;

const LOST_REQUESTS: readonly LostRequest[] = [
  { method: 'POST', warm: 0 },
  { method: 'POST', warm: 1 },
  { method: 'POST', warm: 4 },
  { method: 'PUT', warm: 4 },
];

/**
 * A matrix of failpoints and of the kills that an engine knows, one tab each, and how often the engine repeats a request by
 * itself. Gives whether everything held.
 * @param runs from 12 on every failpoint is reached
 */
export async function runKills(engine: Engine, runs: number): Promise<boolean> {
  await tellResends(engine);
  const { kills = KILLS, launch } = engine;
  const scripts = await buildPages();
  const alone = drawPlans(runs * 2, SEED).filter(({ situation }) => situation === 'alone');
  const outcomes: KillOutcome[] = [];
  for (const [index, drawn] of alone.slice(0, runs).entries()) {
    const plan: KillPlan = { ...drawn, kill: kills[index % kills.length] ?? 'tab-close' };
    const outcome = await playKill(plan, scripts, launch);
    outcomes.push(outcome);
    for (const { invariant, what } of outcome.violations)
      console.log(
        `${invariant}: ${what} (${plan.failpoint}, ${plan.kill}, ${plan.fault?.kind ?? 'no fault'})`,
      );
  }
  const failed = outcomes.filter(({ violations }) => violations.length > 0).length;
  const { lines, missed } = coverageOf(outcomes);
  for (const line of lines) console.log(line);
  for (const line of missed) console.log(`not reached: ${line}`);
  console.log(`kills ${outcomes.length}, violations ${failed}`);
  const held = outcomes.length - failed;
  const isGood = failed === 0 && missed.length === 0;
  console.log(
    `figure: kills-${engine.name} ${held} runs (bar ${outcomes.length}) ${isGood ? 'ok' : 'short'}`,
  );
  return isGood;
}

/** Each count is made three times: an engine might do it now and then. */
async function tellResends({ name, launch }: Engine): Promise<void> {
  const profile = await makeProfile();
  const browser = await launch(profile.folder);
  console.log(`\n— ${browser.name} —`);
  try {
    for (const lost of LOST_REQUESTS) {
      const counts: Resends[] = [];
      for (let time = 0; time < 3; time += 1) counts.push(await countResends(browser, lost));
      const resends = counts.map((one) => one.resends).join(', ');
      const outcomes = [...new Set(counts.map(({ outcome }) => outcome))].join(', ');
      const used = counts.filter(({ isOnUsedSocket }) => isOnUsedSocket).length;
      console.log(
        `re-sends ${name} ${lost.method}, ${lost.warm} idle sockets: ${resends} (${used} of 3 first came on a used socket; the page was told: ${outcomes})`,
      );
    }
  } finally {
    await browser.kill();
    await profile.remove();
  }
}
