import { makeProfile } from '../../../e2e/support/browser.ts';
import { buildPages } from '../../faults/kills/build-pages.ts';
import { coverageOf } from '../../faults/kills/coverage.ts';
import { drawPlans } from '../../faults/kills/draw-plans.ts';
import { KILLS } from '../../faults/kills/plan.ts';
import type { Kill, KillOutcome, KillPlan } from '../../faults/kills/plan.ts';
import type { LaunchBrowser } from '../../faults/kills/run/browser.ts';
import { playKill } from '../../faults/kills/run/play.ts';
import { countResends } from './resends.ts';

/** Runs for each engine: every failpoint once. */
const RUNS = 12;

/**
 * A matrix of failpoints and of the kills that an engine knows, one tab each, and how often the engine repeats a request by
 * itself. Gives whether everything held.
 */
export async function runKills(
  name: string,
  launch: LaunchBrowser,
  kills: readonly Kill[] = KILLS,
): Promise<boolean> {
  await tellResends(name, launch);
  const scripts = await buildPages();
  const alone = drawPlans(RUNS * 2, 1).filter(({ situation }) => situation === 'alone');
  const outcomes: KillOutcome[] = [];
  for (const [index, drawn] of alone.slice(0, RUNS).entries()) {
    const plan: KillPlan = { ...drawn, kill: kills[index % kills.length] ?? 'tab-close' };
    const outcome = await playKill(plan, scripts, launch);
    outcomes.push(outcome);
    for (const { invariant, what } of outcome.violations)
      console.log(
        `${invariant}: ${what} (${plan.failpoint}, ${plan.kill}, ${plan.fault?.kind ?? 'no fault'})`,
      );
  }
  const failed = outcomes.filter(({ violations }) => violations.length > 0).length;
  const { missed } = coverageOf(outcomes);
  for (const line of missed) console.log(`not reached: ${line}`);
  console.log(`kills ${outcomes.length}, violations ${failed}`);
  return failed === 0 && missed.length === 0;
}

async function tellResends(name: string, launch: LaunchBrowser): Promise<void> {
  const profile = await makeProfile();
  const browser = await launch(profile.folder);
  console.log(`\n— ${browser.name} —`);
  console.log(`re-sends ${name} ${await countResends(browser)}`);
  await browser.kill();
  await profile.remove();
}
