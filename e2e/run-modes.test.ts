import assert from 'node:assert/strict';
import type { Observation } from 'fhir/r4';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { makeProfile, openBrowser } from './support/browser.ts';
import type { RealBrowser } from './support/browser.ts';
import { startBuilt } from './support/simulator.ts';
import {
  enterVitals,
  openPatient,
  pluginFrame,
  searchServer,
  signIn,
  STORY_VITALS,
} from './support/workplace.ts';

/** The example `pulse-note` in its three places, and `bedside-vitals` alone, against the real simulator. */
let simulator: Awaited<ReturnType<typeof startBuilt>>;
let profile: Awaited<ReturnType<typeof makeProfile>>;
let browser: RealBrowser;
let chart: Page;
/** How many of the next groups of writes the server refuses. */
let refusals = 0;

before(async () => {
  const plugins = [fileURLToPath(new URL('../examples/pulse-note', import.meta.url))];
  simulator = await startBuilt({
    plugins,
    fault: ({ method, url }) =>
      method === 'POST' && url === '/fhir' && refusals-- > 0
        ? { status: 422, issue: { code: 'value', expression: [PULSE], details: { text: 'Puls over 250' } } }
        : undefined,
  });
  profile = await makeProfile();
  browser = await openBrowser(profile.folder);
  chart = await browser.context.newPage();
  await signIn(chart, simulator.url);
  await openPatient(chart);
});

after(async () => {
  await browser.close();
  await simulator.close();
  await profile.remove();
});

/** Where the pulse stands in the group that the form of `bedside-vitals` saves. */
const PULSE = 'Bundle.entry[2].resource.value.ofType(Quantity).value';

/** The part of a page or a frame in which the plugin shows its view. */
type Place = Pick<Page, 'getByLabel' | 'getByRole' | 'getByText'>;

/** Notes a pulse as a nurse does, and waits until the existing system has it. */
async function note(place: Place, pulse: number): Promise<void> {
  await place.getByLabel('Puls pr. minut').fill(String(pulse));
  await place.getByRole('button', { name: 'Gem' }).click();
  await place.getByText('Modtaget i EPJ').waitFor();
  await place.getByText(`Seneste puls: ${pulse} pr. minut`).waitFor();
}

/** The pulses of the story's patient that a plugin recorded under this name. */
async function recorded(pulse: number): Promise<Observation[]> {
  const query = 'Observation?patient=pt-0001&code=8867-4&_sort=-_lastUpdated&_count=20';
  const found = await searchServer<Observation>(chart, query);
  return found.filter(({ valueQuantity }) => valueQuantity?.value === pulse);
}

/** The view in the chart's own page, which a locator reaches through the shadow root. */
const summary = () => chart.locator('samspil-slot[name="patient.summary"] .frame > [role=group]');

test('in a sandboxed frame of the chart it notes a pulse, and the view in the page itself shows it', async () => {
  const frame = await pluginFrame(chart, 'Notér puls');
  await summary()
    .getByText(/Seneste puls: \d+ pr\. minut|Ingen puls/)
    .waitFor();
  await note(frame, 61);
  await summary().getByText('Seneste puls: 61 pr. minut').waitFor();
  assert.equal((await recorded(61)).length, 1);
});

test('in the page itself it lies in a shadow root and under its own elements, with the code that was vetted', async () => {
  const found = await summary().evaluate((element) => ({
    isFrame: element.querySelector('iframe') !== null,
    isShadow: element.shadowRoot !== null,
    isScoped: element.shadowRoot?.customElementRegistry !== globalThis.customElements,
  }));
  assert.deepEqual(found, { isFrame: false, isShadow: true, isScoped: true });
  const { vettedElements } = (await (await fetch(`${simulator.url}config.json`)).json()) as {
    vettedElements: Record<string, string>;
  };
  assert.deepEqual(Object.keys(vettedElements), ['pulse-note-in-page']);
});

test('launched by an EHR it opens on the patient of the chart, in a page of its own', async () => {
  const opening = browser.context.waitForEvent('page');
  await chart.getByRole('button', { name: /^Notér puls/ }).click();
  const page = await opening;
  await allow(page);
  await note(page, 62);
  assert.equal((await recorded(62)).length, 1);
  await page.close();
});

/** The page of a plugin by itself, signed in and opened on the story's patient as its authorization server asks for it. */
async function openAlone(page: Page, isManifest: (url: string) => boolean): Promise<void> {
  const { plugins } = (await (await fetch(`${simulator.url}config.json`)).json()) as { plugins: string[] };
  await page.goto(`${new URL(plugins.find(isManifest) ?? '').origin}/`);
  await page.getByRole('radio', { name: /Sidsel/ }).check();
  await page.getByRole('button', { name: 'Log ind' }).click();
  await page.getByLabel('Søg på navn eller personnummer').fill('Søndervang');
  await page.getByRole('button', { name: 'Søg' }).click();
  await page
    .getByRole('button', { name: /Søndervang/i })
    .first()
    .click();
  await allow(page);
}

test('alone it asks who signs in and for which patient, and works as it does anywhere', async () => {
  const stranger = await browser.browser.newContext();
  const page = await stranger.newPage();
  await openAlone(page, (url) => url.includes('/dist/manifest'));
  await note(page, 63);
  assert.equal((await recorded(63)).length, 1);
  await stranger.close();
});

test('alone, what the EPJ refused comes as a list, from which it is corrected, or discarded with a reason', async () => {
  const stranger = await browser.browser.newContext();
  const page = await stranger.newPage();
  await openAlone(page, (url) => !url.includes('/dist/manifest'));
  const list = page.locator('samspil-page-outbox samspil-outbox');
  const save = page.getByRole('button', { name: 'Gem', exact: true });
  const isFetched = () => page.evaluate(() => customElements.get('samspil-outbox') !== undefined);
  await save.waitFor();
  assert.equal(await isFetched(), false, 'a page that needs no list does not fetch it');

  refusals = 1;
  await enterVitals(page, { ...STORY_VITALS, pulse: '211' });
  await save.click();
  await list.getByRole('button', { name: 'Ret', exact: true }).click();
  await page.locator('#pulse:focus').waitFor();
  assert.equal(await page.getByLabel('Puls').getAttribute('aria-invalid'), 'true');
  await page.getByText('Svar fra EPJ: Puls over 250').first().waitFor();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('64');
  await save.click();
  await page.locator('samspil-vitals-entry .receipt[data-state=accepted]').waitFor();
  await list.waitFor({ state: 'detached' });

  refusals = 1;
  await enterVitals(page, { ...STORY_VITALS, pulse: '212' });
  await save.click();
  await list.getByRole('button', { name: 'Kassér …' }).click();
  await list.getByLabel('Begrundelse').fill('Målt på den forkerte patient');
  await list.getByRole('button', { name: 'Kassér registreringen' }).click();
  await list.waitFor({ state: 'detached' });
  const counts = await Promise.all([64, 211, 212].map(async (pulse) => (await recorded(pulse)).length));
  assert.deepEqual(counts, [1, 0, 0]);
  await stranger.close();
});

test('alone, from the one script with its hash, a save is received: its worker starts from the script itself', async () => {
  // The simulator's plugin sites forbid workers from `blob:`; a page that takes the one script allows them.
  const stranger = await browser.browser.newContext({ bypassCSP: true });
  const path = fileURLToPath(new URL('../packages/components/dist/samspil-components.js', import.meta.url));
  await stranger.route('**/samspil.js', (route) => route.fulfill({ path, contentType: 'text/javascript' }));
  const page = await stranger.newPage();
  const scripts: string[] = [];
  page.on('request', (request) => request.resourceType() === 'script' && scripts.push(request.url()));
  await openAlone(page, (url) => !url.includes('/dist/manifest'));
  await enterVitals(page, { ...STORY_VITALS, pulse: '65' });
  await page.getByRole('button', { name: 'Gem', exact: true }).click();
  await page.locator('samspil-vitals-entry .receipt[data-state=accepted]').waitFor();
  assert.equal((await recorded(65)).length, 1);
  assert.deepEqual(
    scripts.filter((url) => !url.endsWith('/samspil.js') && !url.startsWith('blob:')),
    [],
  );
  await stranger.close();
});

test('another build than the one that was vetted is not run in the page', async () => {
  const stranger = await browser.browser.newContext();
  const page = await stranger.newPage();
  await page.route('**/dist/in-page.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${await response.text()}\n// one line more` });
  });
  await signIn(page, simulator.url);
  await openPatient(page);
  const slot = page.locator('samspil-slot[name="patient.summary"]');
  await slot.locator('[data-code="untrusted"]').waitFor();
  assert.equal(await slot.getByText(/Seneste puls: \d/).count(), 0);
  await stranger.close();
});

/** Gives the app the access it asks for. */
async function allow(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Godkend adgang' }).click();
}
