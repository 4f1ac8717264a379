import { makeProfile } from '../../../e2e/support/browser.ts';
import { buildPages } from '../../faults/kills/build-pages.ts';
import { coverageOf } from '../../faults/kills/coverage.ts';
import { drawPlans } from '../../faults/kills/draw-plans.ts';
import { KILLS } from '../../faults/kills/plan.ts';
import type { KillOutcome, KillPlan } from '../../faults/kills/plan.ts';
import { playKill } from '../../faults/kills/run/play.ts';
import type { Engine } from '../find-engines.ts';
import { WARM_SOCKETS, countResends } from './resends.ts';

/** Of the plans drawn with this seed, those with one tab are played. */
const SEED = 1;

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

/** A fresh browser for each count: sockets that are left over would be repeated on. */
async function tellResends({ name, launch }: Engine): Promise<void> {
  for (const [index, warm] of WARM_SOCKETS.entries()) {
    const profile = await makeProfile();
    const browser = await launch(profile.folder);
    if (index === 0) console.log(`\n— ${browser.name} —`);
    const { arrivals, outcome } = await countResends(browser, warm).finally(() => browser.kill());
    await profile.remove();
    console.log(`re-sends ${name}, ${warm} idle sockets: ${arrivals - 1}, then the page is told: ${outcome}`);
  }
}
