import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeProfile, openBrowser } from './support/browser.ts';
import { startBuilt } from './support/simulator.ts';
import {
  enterVitals,
  openPatient,
  pluginFrame,
  recordedRespirations,
  signIn,
  STORY_VITALS,
  switchConnection,
} from './support/workplace.ts';

test('a full disk refuses the save in words, keeps what was typed, and loses nothing that was acknowledged', async () => {
  const simulator = await startBuilt();
  const profile = await makeProfile();
  const browser = await openBrowser(profile.folder);
  try {
    const page = await browser.context.newPage();
    const session = await browser.context.newCDPSession(page);
    const { origin } = new URL(simulator.url);
    // Before the database is opened: the browser remembers for half a minute how much room there was. What is read is held
    // on the device too and takes most of it.
    await page.goto(simulator.url);
    await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 800_000 });
    await signIn(page, simulator.url);
    await openPatient(page);
    await switchConnection(page, 'off');
    const plugin = await pluginFrame(page, 'Målinger ved sengen');
    const refusal = plugin.getByText(/Enhedens lager er fuldt/);
    const receipt = plugin.locator('samspil-vitals-entry .receipt[data-state=stored]');

    // Saves until there is no more room; each is acknowledged or refused.
    const acknowledged: number[] = [];
    for (let respiration = 13; respiration <= 30; respiration += 1) {
      await enterVitals(plugin, { ...STORY_VITALS, respiration: String(respiration) });
      await plugin.getByRole('button', { name: 'Gem', exact: true }).click();
      await plugin.locator('body', { has: refusal.or(receipt) }).waitFor();
      if (await refusal.isVisible()) break;
      await plugin.getByLabel('Respirationsfrekvens').and(plugin.locator(':not([disabled])')).waitFor();
      assert.equal(await plugin.getByLabel('Respirationsfrekvens').inputValue(), '');
      acknowledged.push(respiration);
    }
    await refusal.waitFor();
    assert.ok(acknowledged.length > 0, 'something was acknowledged before the disk was full');
    const refused = await plugin.getByLabel('Respirationsfrekvens').inputValue();
    assert.notEqual(refused, '', 'what was typed is still there');

    await session.send('Storage.overrideQuotaForOrigin', { origin });
    await plugin.getByRole('button', { name: /^(Gem|Prøv igen)$/ }).click();
    await refusal.waitFor({ state: 'hidden' });
    await switchConnection(page, 'on');
    await plugin.locator('samspil-vitals-entry .receipt[data-state=accepted]').waitFor();
    const recorded = (await recordedRespirations(page)).map(({ valueQuantity }) => valueQuantity?.value);
    assert.deepEqual(recorded.sort(), [...acknowledged, Number(refused)].sort());
  } finally {
    await browser.close();
    await profile.remove();
    await simulator.close();
  }
});
