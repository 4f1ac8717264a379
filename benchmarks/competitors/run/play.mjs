import { judgeJournal } from '@samspil/sdk/testing/faults';
import { filesHolding } from '../../../e2e/support/profile-search.ts';
import { launchChromium } from '../../../tools/faults/kills/run/chromium.ts';
import { CANARY, RealDevice } from '../../../tools/faults/kills/run/device.ts';
import { planOf } from './scenarios.mjs';

/**
 * Plays one scenario with one system in a browser and a profile of its own, and judges it as `npm run faults -- --kills`
 * judges ours.
 * @param {ReadonlyMap<string, string>} scripts of the system
 * @param {import('./scenarios.mjs').Scenario} scenario
 * @param {number} seed
 * @returns {Promise<import('../verdicts.mjs').Run & { browser: string }>}
 */
export async function play(scripts, scenario, seed) {
  const device = await RealDevice.open({ plan: planOf(scenario, seed), scripts, launch: launchChromium });
  const { ledger, ehr, line, profile } = device;
  const browser = device.browser.name;
  try {
    await scenario.play(device);
    await line.settled();
    judgeJournal(ledger, ehr);
    await device.browser.kill();
    if ((await filesHolding(profile.folder, [CANARY])).length > 0)
      ledger.blame('I6', 'files of the profile name the patient');
    const promised = [...ledger.operations.values()].filter(({ receipt }) => receipt).length;
    return { browser, isPlayed: device.isStruck && promised > 0, promised, violations: ledger.violations };
  } finally {
    await device.close();
  }
}
