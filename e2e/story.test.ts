import assert from 'node:assert/strict';
import type { Provenance, Task } from 'fhir/r4';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import type { Simulator } from '@samspil/smart-launcher';
import { makeProfile, openBrowser } from './support/browser.ts';
import type { RealBrowser } from './support/browser.ts';
import { fillInForm } from './support/forms.ts';
import { startBuilt } from './support/simulator.ts';
import {
  enterVitals,
  openPatient,
  allSent,
  pluginFrame,
  recordedRespirations,
  searchServer,
  signIn,
  STORY_VITALS,
  switchConnection,
} from './support/workplace.ts';

const PLUGIN = 'Målinger ved sengen';

let simulator: Simulator;
let profile: Awaited<ReturnType<typeof makeProfile>>;
let browser: RealBrowser;

/** Set while the test wants to stand between commit and answer. */
let holdAnswer: (() => Promise<void>) | undefined;

before(async () => {
  simulator = await startBuilt({
    fault: (request) =>
      holdAnswer && request.method === 'POST' && request.url === '/fhir'
        ? { beforeAnswer: holdAnswer }
        : undefined,
  });
  profile = await makeProfile();
  browser = await openBrowser(profile.folder);
});

after(async () => {
  await browser?.close();
  await profile?.remove();
  await simulator?.close();
});

async function openChart(): Promise<Page> {
  const page = await browser.context.newPage();
  await signIn(page, simulator.url);
  await openPatient(page);
  return page;
}

/** Saves the story's set with another respiration rate, so that each save can be told apart on the server. */
async function save(page: Page, respiration: string): Promise<void> {
  const plugin = await pluginFrame(page, PLUGIN);
  await enterVitals(plugin, { ...STORY_VITALS, respiration });
  await plugin.getByRole('button', { name: 'Gem' }).click();
  await plugin.getByText('Gemt på enheden').waitFor();
}

async function countOnServer(page: Page, respiration: number): Promise<number> {
  const found = await recordedRespirations(page);
  return found.filter(({ valueQuantity }) => valueQuantity?.value === respiration).length;
}

test('vital signs recorded at the bedside, online and offline, through two killed browsers, are in the EPJ exactly once', async () => {
  let page = await openChart();
  let plugin = await pluginFrame(page, PLUGIN);

  // As she types: the score, and what it asks her to do.
  await enterVitals(plugin, STORY_VITALS);
  await plugin.getByRole('img', { name: 'Samlet NEWS2-score 10 af 20' }).waitFor();
  await plugin.getByText('Høj risiko: akut tilkald').first().waitFor();
  await plugin.getByText('Kontinuerlig overvågning').first().waitFor();

  // Online: stored on this device, then received.
  await plugin.getByRole('button', { name: 'Gem' }).click();
  await plugin.getByText('Modtaget i EPJ').first().waitFor();
  assert.equal(await countOnServer(page, 22), 1);
  await followAdvice(page);

  // Offline: saved, and the browser is killed with the save on the device only.
  await switchConnection(page, 'off');
  await save(page, '23');
  await browser.kill();
  browser = await openBrowser(profile.folder);
  page = await openChartOffline();
  await switchConnection(page, 'on');
  await allSent(page);
  assert.equal(await countOnServer(page, 23), 1);

  // Between the server's commit and its answer: the browser is killed again.
  await page.reload();
  await openPatient(page);
  let hasCommitted: () => void = () => undefined;
  const committed = new Promise<void>((resolve) => (hasCommitted = resolve));
  let release: () => void = () => undefined;
  holdAnswer = () => {
    hasCommitted();
    return new Promise((resolve) => (release = resolve));
  };
  plugin = await pluginFrame(page, PLUGIN);
  await enterVitals(plugin, { ...STORY_VITALS, respiration: '24' });
  await plugin.getByRole('button', { name: 'Gem' }).click();
  await committed;
  await browser.kill();
  holdAnswer = undefined;
  release();
  browser = await openBrowser(profile.folder);
  page = await openChart();
  await allSent(page);
  for (const [respiration, times] of [
    [22, 1],
    [23, 1],
    [24, 1],
  ] as const) {
    assert.equal(await countOnServer(page, respiration), times, `respiration ${respiration}`);
  }

  await assertTimesAndProvenance(page);
  await page.locator('samspil-observation-trend').getByText('24').first().waitFor();
  await readAllParts(page);
  await fillInForm(page);
});

/** What each element of the chart says of this patient, by the part it stands in. */
const RECORD: Readonly<Record<string, readonly (readonly [tag: string, says: string])[]>> = {
  Målinger: [
    ['vitals-chart', 'Respirationsfrekvens'],
    ['lab-results', 'Kreatinin'],
    ['device-measurements', 'Ingen målinger fra udstyr'],
  ],
  Forløb: [
    ['timeline', 'Pneumoni'],
    ['encounter-summary', 'Stue 1, seng 1'],
    ['appointments', 'Ambulant kontrol'],
    ['documents', 'Indlæggelsesnotat'],
    ['care-plan', 'Ingen planer eller mål registreret'],
    ['risk-assessment', 'Tryksår'],
  ],
  Samarbejde: [
    ['task-list', 'NEWS2'],
    ['message-thread', 'Hjælp efter udskrivning'],
    ['related-persons', 'Signe Søndervang'],
    ['consent', 'Ingen samtykker registreret'],
  ],
  Overblik: [
    ['early-warning-score', 'Høj risiko'],
    ['allergies', 'Penicilliner'],
    ['medication-list', 'Amlodipin'],
    ['conditions', 'Essentiel hypertension'],
  ],
};

/** Every element of the chart has this patient's record from the server. */
async function readAllParts(page: Page): Promise<void> {
  const record = page.locator('workplace-record');
  for (const [part, elements] of Object.entries(RECORD)) {
    await record.getByRole('tab', { name: part }).click();
    for (const [tag, says] of elements)
      await record.locator(`samspil-${tag}`).getByText(says).first().waitFor();
  }
  assert.equal(
    await record.getByText('har ikke en værdi').count(),
    0,
    'all that the trend is about is shown',
  );
}

/** Decision support hears of the new measurements; what it suggests becomes one task, which it then knows of. */
async function followAdvice(page: Page): Promise<void> {
  const advice = page.locator('samspil-cds-cards').getByRole('listitem').filter({ hasText: 'NEWS2 er 10' });
  const suggestion = advice.getByRole('button', { name: 'Akut tilkald og kontinuerlig overvågning' });
  await suggestion.dblclick();
  await advice.getByText('Valgt og udført').waitFor();
  await allSent(page);
  // The score's own card knows of it, and offers none beside it.
  const score = page.locator('samspil-early-warning-score');
  await score.getByText('Opgaven er allerede oprettet').waitFor();
  assert.equal(await score.getByRole('button', { name: 'Opret opgave' }).count(), 0);
  await page.getByRole('button', { name: 'Patientliste' }).click();
  await openPatient(page);
  await advice.getByText('Opgaven er oprettet').waitFor();
  assert.equal(await suggestion.count(), 0);
  const systems = ['cds-suggestion', 'score-task'].map((name) => `https://samspil.dk/fhir/${name}|`);
  const query = `Task?patient=pt-0001&identifier=${systems.join()}`;
  const tasks = await searchServer<Task>(page, query);
  assert.deepEqual(
    tasks.map(({ status, priority, requester }) => [status, priority, requester?.reference]),
    [['requested', 'stat', 'Practitioner/practitioner-sidsel-noergaard']],
  );
}

/** The FHIR server is cut, the sign-in is not: the chart opens, its parts say that nothing can be fetched. */
async function openChartOffline(): Promise<Page> {
  const page = await browser.context.newPage();
  await signIn(page, simulator.url);
  return page;
}

async function assertTimesAndProvenance(page: Page): Promise<void> {
  const observations = await recordedRespirations(page);
  for (const value of [22, 23, 24]) {
    const observation = observations.find(({ valueQuantity }) => valueQuantity?.value === value);
    assert.ok(observation?.id, `respiration ${value} is on the server`);
    assert.equal(observation.meta?.versionId, '1', 'one version: the server saw one effect');
    const [provenance, ...more] = await searchServer<Provenance>(
      page,
      `Provenance?target=Observation/${observation.id}`,
    );
    assert.ok(provenance);
    assert.equal(more.length, 0);
    const text = JSON.stringify(provenance.agent);
    assert.match(text, /Practitioner\/practitioner-sidsel-noergaard/);
    assert.match(text, /bedside-vitals/);
    assert.match(text, /1\.0\.0/);
    const measuredAt = Date.parse(observation.effectiveDateTime ?? '');
    const sentAt = Date.parse(provenance.recorded);
    assert.ok(measuredAt <= sentAt, 'measured before it was sent');
  }
}
