import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import type { Bundle } from 'fhir/r4';
import type { Simulator } from '@samspil/smart-launcher';
import { makeProfile, openBrowser } from './support/browser.ts';
import type { RealBrowser } from './support/browser.ts';
import { startBuilt } from './support/simulator.ts';
import { listedPatients, saysOffline, signIn, switchConnection } from './support/workplace.ts';

/** What the page of the plugin lets a test do; see `pages/broker/probe.js`. */
interface Probe {
  own(): string;
  request(request: { url: string }): Promise<Bundle>;
  refusalOf(request: { url: string }): Promise<string>;
}

let simulator: Simulator;
let profile: Awaited<ReturnType<typeof makeProfile>>;
let browser: RealBrowser;
let page: Page;

before(async () => {
  simulator = await startBuilt({
    startPlugins: () => Promise.resolve([]),
    plugins: [fileURLToPath(new URL('pages/broker', import.meta.url))],
  });
  profile = await makeProfile();
  browser = await openBrowser(profile.folder);
  page = await browser.context.newPage();
  await signIn(page, simulator.url);
});

after(async () => {
  await browser?.close();
  await profile?.remove();
  await simulator?.close();
});

const dialog = () => page.getByRole('dialog', { name: 'Arbejd uden forbindelse' });
const rows = () => listedPatients(page);
const chart = () => page.locator('workplace-chart');

/** Goes on with the tab key until what is wanted has the focus. */
async function tabTo(target: ReturnType<Page['locator']>): Promise<void> {
  for (let step = 0; step < 60; step += 1) {
    if (await target.evaluate((element) => element.matches(':focus'))) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('The keyboard did not lead there.');
}

async function openByName(name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
  await chart().getByRole('button', { name: 'Patientliste' }).waitFor();
}

test('by keyboard alone a ward is prepared, all but one patient, and the list says who is on the device', async () => {
  await rows().first().waitFor();
  const open = page.getByRole('button', { name: 'Arbejd uden forbindelse' });
  await tabTo(open);
  await page.keyboard.press('Enter');
  await dialog()
    .getByText(/patienter fylder ca\./)
    .waitFor();
  const last = dialog().locator('ul.patients li').last().getByRole('checkbox');
  await tabTo(last);
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+Tab');
  await tabTo(dialog().getByRole('button', { name: /Hent \d+ patienter til enheden/ }));
  await page.keyboard.press('Enter');
  await dialog()
    .getByText(/patienter er klar til brug uden forbindelse/)
    .waitFor();
  // What is held is read again after the last answer: the list says it a moment later.
  const held = (await dialog().locator('ul.patients li').count()) - 1;
  const whole = dialog().locator('li[data-holding=whole]');
  await whole.nth(held - 1).waitFor();
  assert.equal(await whole.count(), held);
  await page.keyboard.press('Escape');
  await dialog().waitFor({ state: 'hidden' });
  // From the last row up: the list is marked as one.
  await rows()
    .getByText('På enheden')
    .nth(held - 1)
    .waitFor();
  assert.equal(
    await rows()
      .getByText(/^På enheden/)
      .count(),
    held,
  );
});

test('with the browser offline a prepared chart is read from the device with its age, by workplace and plugin, and is fresh again afterwards', async () => {
  const name = (await rows().first().locator('.choose').textContent())?.trim() ?? '';
  await browser.context.setOffline(true);
  await saysOffline(page);
  await openByName(name);
  const family = name.split(',')[0] ?? '';
  await chart().locator('samspil-patient-banner').getByText(family).first().waitFor();
  const ages = page.locator('samspil-read-age', { hasText: 'Ingen forbindelse. Hentet' });
  await chart().locator('samspil-medication-list').locator(ages).waitFor();
  await chart().locator('samspil-allergies').locator(ages).waitFor();
  await chart().locator('samspil-observation-trend').locator(ages).waitFor();
  await chart().locator('samspil-observation-trend .card .value').first().waitFor();
  assert.equal(await chart().locator('.notice.danger').filter({ visible: true }).count(), 0);
  // The plugin asks as always, and is judged as always.
  const plugin = page.frames().find((frame) => frame.url().endsWith('/probe.html'));
  assert.ok(plugin);
  const answers = await plugin.evaluate(async () => {
    const { probe } = window as unknown as { probe: Probe };
    return {
      own: probe.own(),
      observations: await probe.request({ url: 'Observation?_count=5' }),
      notPrepared: await probe.refusalOf({ url: 'Immunization' }),
      notGranted: await probe.refusalOf({ url: 'MedicationRequest' }),
    };
  });
  const subjects = (answers.observations.entry ?? []).map(
    ({ resource }) => (resource as { subject?: { reference?: string } }).subject?.reference,
  );
  assert.deepEqual(
    subjects,
    Array.from({ length: 5 }, () => answers.own),
  );
  assert.equal(answers.notPrepared, 'not-held');
  assert.equal(answers.notGranted, 'denied');
  await browser.context.setOffline(false);
  await chart().locator('samspil-read-age p').first().waitFor({ state: 'detached' });
  await chart().locator('samspil-observation-trend .card .value').first().waitFor();
  await chart().getByRole('button', { name: 'Patientliste' }).click();
});

test('a patient who is not on the device says so, and nothing of the chart is called empty', async () => {
  const name = (await rows().last().locator('.choose').textContent())?.trim() ?? '';
  await switchConnection(page, 'off');
  await openByName(name);
  await chart().getByText('er ikke på enheden').waitFor();
  await chart().locator('samspil-medication-list').getByText('Ikke hentet: kræver forbindelse').waitFor();
  await chart().locator('samspil-allergies').getByText('Ikke hentet: kræver forbindelse').waitFor();
  const text = await chart().innerText();
  assert.doesNotMatch(text, /Ingen medicin registreret|CAVE ikke afklaret|Ingen kendt CAVE/);
  await chart().getByRole('button', { name: 'Patientliste' }).click();
});

test('a list that cannot be fetched leads to those on the device', async () => {
  await page.reload();
  await page.getByText('Kun patienter på enheden').waitFor();
  const first = rows().first().locator('.choose');
  const name = (await first.textContent())?.trim() ?? '';
  await first.click();
  await chart()
    .locator('samspil-patient-banner')
    .getByText(name.split(',')[0] ?? '')
    .first()
    .waitFor();
  await switchConnection(page, 'on');
  await chart().getByRole('button', { name: 'Patientliste' }).click();
  await page.getByText('Kun patienter på enheden').waitFor({ state: 'detached' });
});
