import { judgeJournal } from '@samspil/sdk/testing/faults';
import { filesHolding } from '../../../../e2e/support/profile-search.ts';
import type { Scripts } from '../build-pages.ts';
import type { KillOutcome, KillPlan } from '../plan.ts';
import { SITUATIONS } from '../situations/situations.ts';
import { launchChromium } from './chromium.ts';
import type { LaunchBrowser } from './browser.ts';
import { CANARY, RealDevice } from './device.ts';

/** Plays one run in a browser and a profile of its own, and judges it. */
export async function playKill(
  plan: KillPlan,
  scripts: Scripts,
  launch: LaunchBrowser = launchChromium,
): Promise<KillOutcome> {
  const device = await RealDevice.open({ plan, scripts, launch });
  try {
    await SITUATIONS[plan.situation](device);
    await device.line.settled();
    judgeJournal(device.ledger, device.ehr);
    await device.browser.kill();
    const { ledger, ehr, line } = device;
    for (const file of await filesHolding(device.profile.folder, [CANARY]))
      ledger.blame(
        'I6',
        `a file of the profile names the patient: ${file.slice(device.profile.folder.length)}`,
      );
    return {
      plan,
      violations: ledger.violations,
      isReached: device.isReached,
      isStruck: device.isStruck,
      promised: [...ledger.operations.values()].filter(({ receipt }) => receipt).length,
      effects: ehr.journal.filter(({ user }) => user !== undefined).length,
      repeats: line.repeats,
    };
  } finally {
    await device.close();
  }
}
