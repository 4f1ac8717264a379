import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeProfile, openBrowser } from './support/browser.ts';
import { startBuilt } from './support/simulator.ts';
import {
  enterVitals,
  openPatient,
  pluginFrame,
  recordedRespirations,
  saysOffline,
  signIn,
  STORY_VITALS,
} from './support/workplace.ts';

test("the browser's own offline mode keeps a save on the device, and it is sent when the browser is online again", async () => {
  let requests = 0;
  const simulator = await startBuilt({
    fault: (request) => {
      if (request.method === 'POST' && request.url === '/fhir') requests += 1;
      return undefined;
    },
  });
  const profile = await makeProfile();
  const browser = await openBrowser(profile.folder);
  try {
    const page = await browser.context.newPage();
    await signIn(page, simulator.url);
    await openPatient(page);
    const plugin = await pluginFrame(page, 'Målinger ved sengen');
    await browser.context.setOffline(true);
    await saysOffline(page);
    await enterVitals(plugin, STORY_VITALS);
    await plugin.getByRole('button', { name: 'Gem', exact: true }).click();
    await plugin.locator('samspil-vitals-entry .receipt[data-state=stored]').waitFor();
    assert.equal(requests, 0, 'nothing left the browser');
    await browser.context.setOffline(false);
    await plugin.locator('samspil-vitals-entry .receipt[data-state=accepted]').waitFor();
    const respirations = (await recordedRespirations(page)).map(({ valueQuantity }) => valueQuantity?.value);
    assert.deepEqual(respirations, [22]);
  } finally {
    await browser.close();
    await profile.remove();
    await simulator.close();
  }
});
