import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Simulator } from '@samspil/smart-launcher';
import { makeProfile, openBrowser } from './support/browser.ts';
import type { RealBrowser } from './support/browser.ts';
import { startBuilt } from './support/simulator.ts';
import {
  STORY_VITALS,
  enterVitals,
  openPatient,
  pluginFrame,
  signIn,
  switchConnection,
} from './support/workplace.ts';

let simulator: Simulator;
before(async () => (simulator = await startBuilt({})));
after(() => simulator?.close());

/** Works on a device that nobody has used before, and throws it away afterwards. */
async function onNewDevice(work: (browser: RealBrowser) => Promise<void>): Promise<void> {
  const profile = await makeProfile();
  const browser = await openBrowser(profile.folder);
  try {
    await work(browser);
  } finally {
    await browser.close();
    await profile.remove();
  }
}

test('F17: what was on a device that is gone with everything on it is told at the next sign-in, until she knows', async () => {
  await onNewDevice(async ({ context }) => {
    const page = await context.newPage();
    await signIn(page, simulator.url);
    await openPatient(page);
    await switchConnection(page, 'off');
    const told = page.waitForRequest(
      (request) => request.method() === 'PUT' && /"count":1\b/.test(request.postData() ?? ''),
    );
    const plugin = await pluginFrame(page, 'Målinger ved sengen');
    await enterVitals(plugin, { ...STORY_VITALS, respiration: '26' });
    await plugin.getByRole('button', { name: 'Gem' }).click();
    await plugin.getByText('Gemt på enheden').waitFor();
    const report = (await told).postDataJSON() as Record<string, unknown>;
    assert.deepEqual(Object.keys(report).sort(), ['count', 'device', 'newest', 'oldest']);
  });
  await onNewDevice(async ({ context }) => {
    const page = await context.newPage();
    await signIn(page, simulator.url);
    const notice = page.getByRole('alert').filter({ hasText: 'ikke sendt fra en anden enhed' });
    await notice.waitFor();
    await notice.getByRole('button', { name: 'Jeg ved besked' }).press('Enter');
    await notice.waitFor({ state: 'detached' });
    await switchConnection(page, 'on');
    await page.reload();
    await page.getByRole('table').waitFor();
    assert.equal(await notice.count(), 0);
  });
});
