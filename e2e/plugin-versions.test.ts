import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Simulator } from '@samspil/smart-launcher';
import type { Page } from 'playwright-core';
import { makeProfile, openBrowser } from './support/browser.ts';
import type { RealBrowser } from './support/browser.ts';
import { makePluginFolders } from './support/plugin-folders.ts';
import type { PluginFolders } from './support/plugin-folders.ts';
import { startBuilt } from './support/simulator.ts';
import { openPatient, pluginFrame, signIn } from './support/workplace.ts';

/** Three versions of one plugin: 1.0.1 asks for no more than 1.0.0, which was named first; 1.1.0 does. */
let folders: PluginFolders;
let simulator: Simulator;
let profile: Awaited<ReturnType<typeof makeProfile>>;
let browser: RealBrowser;
let admin: Page;

before(async () => {
  folders = await makePluginFolders();
  const versions = [
    await folders.copy('versions', '1.0.0'),
    await folders.copy('versions', '1.0.1', { version: '1.0.1' }),
    await folders.copy('versions', '1.1.0', {
      version: '1.1.0',
      scopes: 'patient/Patient.r patient/Observation.crus',
      capabilities: ['notify'],
      contributes: [{ slot: 'patient.workspace', view: 'wide', order: 2, height: 200 }],
    }),
  ];
  simulator = await startBuilt({ startPlugins: () => Promise.resolve([]), plugins: versions });
  profile = await makeProfile();
  browser = await openBrowser(profile.folder);
  admin = await browser.context.newPage();
  await admin.setViewportSize({ width: 1440, height: 900 });
  await signIn(admin, simulator.url, 'Lone');
  await openAdmin(admin);
});

after(async () => {
  await browser?.close();
  await profile?.remove();
  await simulator?.close();
  await folders?.remove();
});

const card = () => admin.locator('workplace-admin [data-plugin="dk.example.versions"]');
const press = (name: string) => card().getByRole('button', { name, exact: true }).click();
/** The card says that this version is the one that runs. */
const runs = (version: string) =>
  card()
    .locator('dt', { hasText: /^Version$/ })
    .locator('+ dd', { hasText: version })
    .waitFor();
/** The card says that this version is open in a chart. */
const shows = (version: string) =>
  card().locator('dt', { hasText: 'Vises nu' }).locator('+ dd', { hasText: version }).waitFor();
const standing = () => card().getAttribute('data-health');

async function openAdmin(page: Page): Promise<void> {
  await page.evaluate(() => {
    location.hash = '#/admin';
  });
  await page.getByRole('heading', { name: 'Apps på arbejdspladsen' }).waitFor();
}

/** What the plugin says of itself in a patient's chart; the administrator's page is open again afterwards. */
async function inChart(): Promise<string> {
  await admin.getByRole('button', { name: 'Til patienterne' }).click();
  await openPatient(admin);
  const frame = await pluginFrame(admin, 'Udgaver');
  const output = frame.locator('output', { hasText: 'Udgave' });
  await output.waitFor();
  const said = (await output.textContent()) ?? '';
  await openAdmin(admin);
  return said;
}

test('the newest version that asks for no more than was approved runs; what asks for more waits and says what', async () => {
  await runs('1.0.1');
  assert.equal(await standing(), 'healthy');
  await card().getByText('1.1.0, 1.0.1, 1.0.0').waitFor();
  const waiting = card().locator('.to-approve');
  await waiting.getByText('Version 1.1.0 beder om mere, end der er godkendt').waitFor();
  assert.deepEqual(await waiting.getByRole('listitem').allInnerTexts(), [
    'Adgang: patient/Observation.cu',
    'Tjeneste: notify',
  ]);
  assert.equal(await inChart(), 'Udgave 1.0.1');
});

test('an older version is taken into use and left again, and so it stays after a reload', async () => {
  await press('Gå tilbage til ældre version');
  await runs('1.0.0');
  assert.equal(await standing(), 'rolled-back');
  await admin.reload();
  await runs('1.0.0');
  await card().getByText('Kører i stedet for version 1.0.1').waitFor();
  assert.equal(await inChart(), 'Udgave 1.0.0');
  await press('Brug den nyeste version');
  await runs('1.0.1');
  assert.equal(await standing(), 'healthy');
});

test('an approved version runs with what it asks for, once what is open is restarted, and after a reload', async () => {
  await press('Godkend');
  await runs('1.1.0');
  // Somebody may be typing in what is open.
  await shows('1.0.1');
  await press('Genstart');
  await shows('1.1.0');
  assert.equal(await card().locator('.to-approve').count(), 0);
  await admin.reload();
  await runs('1.1.0');
  assert.equal(await card().locator('.to-approve').count(), 0);
  assert.equal(await inChart(), 'Udgave 1.1.0 med beskeder');
});

test('from the approved version there is a way back, to the one that was gone back to before, and forward again', async () => {
  await press('Gå tilbage til ældre version');
  await runs('1.0.0');
  await admin.reload();
  await runs('1.0.0');
  assert.equal(await standing(), 'rolled-back');
  assert.equal(await inChart(), 'Udgave 1.0.0');
  await press('Brug den nyeste version');
  await runs('1.1.0');
  assert.equal(await inChart(), 'Udgave 1.1.0 med beskeder');
});
