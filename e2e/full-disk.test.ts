import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { makeProfile, openBrowser } from './support/browser.ts';
import { startBuilt } from './support/simulator.ts';
import {
  allSent,
  enterVitals,
  listedPatients,
  openPatient,
  pluginFrame,
  recordedRespirations,
  signIn,
  STORY_VITALS,
  switchConnection,
} from './support/workplace.ts';

/** More than any of the devices below holds. */
const MOST_SAVES = 40;

// From a device that holds hardly more than the workplace itself to one that holds the open chart and some saves.
for (const quotaSize of [150_000, 400_000])
  test(`a disk of ${quotaSize / 1000} kB, full of charts, takes saves, refuses in words, and loses nothing`, async () => {
    let arrived = () => {};
    const anArrival = new Promise<void>((resolve) => (arrived = resolve));
    const simulator = await startBuilt({
      fault: (request) => {
        if (request.method === 'POST' && request.url === '/fhir') arrived();
        return undefined;
      },
    });
    const profile = await makeProfile();
    const browser = await openBrowser(profile.folder);
    try {
      const page = await browser.context.newPage();
      const session = await browser.context.newCDPSession(page);
      const { origin } = new URL(simulator.url);
      // Before the database is opened: the browser remembers for half a minute how much room there was.
      await page.goto(simulator.url);
      await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize });
      await signIn(page, simulator.url);
      await prepareUntilFull(page);
      await openPatient(page);
      await switchConnection(page, 'off');
      const plugin = await pluginFrame(page, 'Målinger ved sengen');
      const refusal = plugin.getByText(/Enheden er fuld/);
      const field = plugin.getByLabel('Respirationsfrekvens');

      // Saves until there is no more room; each is acknowledged or refused.
      const acknowledged: number[] = [];
      for (let respiration = 13; respiration < 13 + MOST_SAVES; respiration += 1) {
        await enterVitals(plugin, { ...STORY_VITALS, respiration: String(respiration) });
        await plugin.getByRole('button', { name: 'Gem', exact: true }).click();
        const isStored = await Promise.race([
          refusal.waitFor().then(() => false),
          emptied(field).then(() => true),
        ]);
        if (!isStored) break;
        acknowledged.push(respiration);
      }
      await refusal.waitFor();
      assert.ok(acknowledged.length > 0, 'something was acknowledged before the disk was full');
      const refused = await field.inputValue();
      assert.notEqual(refused, '', 'what was typed is still there');
      const note = page.locator('workplace-held-note').filter({ visible: true });
      await note.getByText('er ikke på enheden').waitFor();
      // Where the browser tells how little room there is (Chromium 147), it was kept for saves and nobody was held at all.
      const told = await page.evaluate(async () => (await navigator.storage.estimate()).quota);
      const letGo = note.getByText('fjernet for at give plads til det, du har gemt');
      if (told === quotaSize) assert.equal(await letGo.count(), 0, 'nothing was let go');
      else await letGo.waitFor();

      // Nothing was freed, and still it begins to leave: room for that was kept.
      await switchConnection(page, 'on');
      await anArrival;

      await session.send('Storage.overrideQuotaForOrigin', { origin });
      await plugin.getByRole('button', { name: /^(Gem|Prøv igen)$/ }).click();
      await emptied(field);
      await plugin.locator('samspil-vitals-entry .receipt[data-state=accepted]').waitFor();
      await allSent(page);
      const recorded = (await recordedRespirations(page)).map(({ valueQuantity }) => valueQuantity?.value);
      assert.deepEqual(recorded.sort(), [...acknowledged, Number(refused)].sort());
    } finally {
      await browser.close();
      await profile.remove();
      await simulator.close();
    }
  });

/** Resolves once the save is acknowledged: the form is emptied then. */
function emptied(field: Locator): Promise<void> {
  // Nothing in here is a named function: the test runner would add a helper that the page does not have.
  return field.evaluate(
    (input: HTMLInputElement) =>
      new Promise<void>((resolve) => {
        const timer = setInterval(() => {
          if (input.value !== '') return;
          clearInterval(timer);
          resolve();
        }, 20);
      }),
  );
}

/** Fetches everybody on the list, until all are there or there is no more room. */
async function prepareUntilFull(page: Page): Promise<void> {
  await listedPatients(page).first().waitFor();
  await page.getByRole('button', { name: 'Arbejd uden forbindelse' }).click();
  const dialog = page.getByRole('dialog', { name: 'Arbejd uden forbindelse' });
  await dialog.getByRole('button', { name: /Hent \d+ patienter til enheden/ }).click();
  await dialog.getByText('Enheden er fuld').waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
}
