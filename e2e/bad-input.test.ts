import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { FrameLocator, Page } from 'playwright-core';
import type { Fault, Simulator } from '@samspil/smart-launcher';
import { makeProfile, openBrowser } from './support/browser.ts';
import type { RealBrowser } from './support/browser.ts';
import { startBuilt } from './support/simulator.ts';
import {
  enterVitals,
  openPatient,
  pluginFrame,
  recordedRespirations,
  signIn,
  STORY_VITALS,
} from './support/workplace.ts';

let simulator: Simulator;
let profile: Awaited<ReturnType<typeof makeProfile>>;
let browser: RealBrowser;
let page: Page;
let plugin: FrameLocator;

/** What the server does to the next writes; the rest it serves well. */
let faults: Fault[] = [];
let respiration = 12;

before(async () => {
  simulator = await startBuilt({
    fault: (request) => (request.method === 'POST' && request.url === '/fhir' ? faults.shift() : undefined),
  });
  profile = await makeProfile();
  browser = await openBrowser(profile.folder);
  page = await browser.context.newPage();
  await signIn(page, simulator.url);
  await openPatient(page);
  plugin = await pluginFrame(page, 'Målinger ved sengen');
});

after(async () => {
  await browser?.close();
  await profile?.remove();
  await simulator?.close();
});

beforeEach(() => {
  faults = [];
  respiration += 1;
});

async function save(): Promise<void> {
  await enterVitals(plugin, { ...STORY_VITALS, respiration: String(respiration) });
  await plugin.getByRole('button', { name: 'Gem', exact: true }).click();
}

async function countOnServer(): Promise<number> {
  const mine = await recordedRespirations(page);
  return mine.filter(({ valueQuantity }) => valueQuantity?.value === respiration).length;
}

test('a value outside the physiologically possible is named at its field and nothing is saved', async () => {
  await enterVitals(plugin, { ...STORY_VITALS, pulse: '700' });
  await plugin.getByRole('button', { name: 'Gem', exact: true }).click();
  await plugin.getByText(/Usandsynlig værdi/).waitFor();
  assert.equal(await countOnServer(), 0);
});

test('a server that commits and cuts the line before answering holds exactly one, though the browser repeats by itself', async () => {
  // Idle keep-alive connections: on each of them the browser sends the request again without asking anybody.
  await page.evaluate(() =>
    Promise.all(Array.from({ length: 6 }, () => fetch('/fhir/metadata').then((r) => r.text()))),
  );
  faults = Array.from({ length: 7 }, () => 'lost-answer' as const);
  await save();
  await plugin.locator('samspil-vitals-entry .receipt[data-state=accepted]').waitFor();
  assert.equal(await countOnServer(), 1);
});

for (const [name, fault] of [
  ['503', { status: 503, retryAfter: 1 }],
  ['a page of HTML, as a captive portal does', 'html'],
] as const) {
  test(`a server that answers ${name} keeps the entry waiting, and has it once afterwards`, async () => {
    faults = [fault];
    await save();
    await plugin.getByText('Gemt på enheden').first().waitFor();
    await plugin.locator('samspil-vitals-entry .receipt[data-state=accepted]').waitFor();
    assert.equal(await countOnServer(), 1);
  });
}

test('a server that answers 422 has its refusal shown with what to do, and the entry is kept', async () => {
  faults = [{ status: 422 }];
  await save();
  await plugin.locator('samspil-vitals-entry .receipt[data-state=rejected]').waitFor();
  await plugin
    .getByText(/EPJ afviste registreringen. Ret værdierne/)
    .first()
    .waitFor();
  assert.equal(await countOnServer(), 0);
});

test('a server that answers 412 to what is not there becomes a conflict that a person decides', async () => {
  faults = [{ status: 412 }];
  await save();
  await plugin.locator('samspil-vitals-entry .receipt[data-state=conflict]').waitFor();
  await plugin
    .getByText(/En anden har ændret det samme/)
    .first()
    .waitFor();
});

/** The example page by itself, in a tab of its own. */
async function openAlone(query: string): Promise<Page> {
  const alone = await browser.context.newPage();
  const manifest = await page.evaluate(async () => {
    const config = (await (await fetch('/config.json')).json()) as { plugins: string[] };
    return config.plugins[0] ?? '';
  });
  await alone.goto(new URL(`/${query}`, manifest).href);
  return alone;
}

for (const [name, query, words] of [
  [
    'an issuer it does not trust',
    '?iss=https%3A%2F%2Fevil.example%2Ffhir&launch=abc',
    /ikke godkendt til dette system/,
  ],
  ['an answer without state', '?code=abc', /Login blev afbrudt/],
  ['an answer to a launch of another tab', '?code=abc&state=unknown', /Login blev afbrudt/],
] as const) {
  test(`the page opened alone with ${name} says so and what to do`, async () => {
    const alone = await openAlone(query);
    await alone.getByText(words).waitFor();
    await alone.close();
  });
}

/** The authorization server asks which patient the page is to be opened on. */
async function choosePatient(alone: Page): Promise<void> {
  await alone.getByLabel('Søg på navn eller personnummer').fill('Søndervang');
  await alone.getByRole('button', { name: 'Søg' }).click();
  await alone
    .getByRole('button', { name: /Søndervang/i })
    .first()
    .click();
}

test('refused consent is said in words, and the page can be opened again', async () => {
  const alone = await openAlone('');
  await choosePatient(alone);
  await alone.getByRole('button', { name: 'Afvis' }).click();
  await alone.getByText(/Adgang blev ikke givet/).waitFor();
  await alone.close();
});

test('the same page opened alone signs in, takes a patient, and records exactly once', async () => {
  const alone = await openAlone('');
  await choosePatient(alone);
  await alone.getByRole('button', { name: 'Godkend adgang' }).click();
  await alone
    .locator('samspil-patient-banner')
    .getByText(/Søndervang/i)
    .first()
    .waitFor();
  await enterVitals(alone, { ...STORY_VITALS, respiration: String(respiration) });
  await alone.getByRole('button', { name: 'Gem', exact: true }).click();
  await alone.locator('samspil-vitals-entry .receipt[data-state=accepted]').waitFor();
  assert.equal(await countOnServer(), 1);
  await alone.close();
});
