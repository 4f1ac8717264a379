import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Patient } from 'fhir/r4';
import type { Page } from 'playwright-core';
import type { Simulator } from '@samspil/smart-launcher';
import { makeProfile, openBrowser } from './support/browser.ts';
import type { RealBrowser } from './support/browser.ts';
import { filesHolding } from './support/profile-search.ts';
import { startBuilt } from './support/simulator.ts';
import {
  STORY_VITALS,
  allSent,
  enterVitals,
  openPatient,
  pluginFrame,
  recordedRespirations,
  searchServer,
  signIn,
  switchConnection,
} from './support/workplace.ts';

let simulator: Simulator;
let profile: Awaited<ReturnType<typeof makeProfile>>;
let browser: RealBrowser;

before(async () => {
  simulator = await startBuilt({});
  profile = await makeProfile();
  browser = await openBrowser(profile.folder);
});

after(async () => {
  await browser?.close();
  await profile?.remove();
  await simulator?.close();
});

/** Out by the menu, also when something is unsent. */
async function logOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Indstillinger og bruger' }).click();
  await page.getByRole('button', { name: 'Log ud', exact: true }).click();
  const anyway = page.getByRole('button', { name: 'Log ud uden at sende' });
  const signedOut = page.getByRole('button', { name: 'Log ind', exact: true });
  await anyway.or(signedOut).first().waitFor();
  if (await anyway.isVisible()) await anyway.click();
  await signedOut.waitFor();
}

test('the search finds what lies in a file, in both encodings', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'samspil-search-'));
  await writeFile(join(folder, 'a'), Buffer.concat([Buffer.alloc(5000), Buffer.from('Søndervang')]));
  await writeFile(join(folder, 'b'), Buffer.from('Søndervang', 'utf16le'));
  await writeFile(join(folder, 'c'), 'nothing');
  const found = await filesHolding(folder, ['Søndervang']);
  await rm(folder, { recursive: true });
  assert.deepEqual(found.map((line) => line.slice(folder.length + 1)).sort(), [
    'a: Søndervang',
    'b: Søndervang',
  ]);
});

test('I6: after logout no file of the profile says who the patient is, and what was unsent waits for the same user only', async () => {
  let page = await browser.context.newPage();
  await signIn(page, simulator.url);
  await openPatient(page);
  const [patient] = await searchServer<Patient>(page, 'Patient?_id=pt-0001');
  const numbers = patient?.identifier?.flatMap(({ value }) => value ?? []) ?? [];
  const given = patient?.name?.[0]?.given?.[0] ?? '';
  const secrets = [...numbers, `"family":"${patient?.name?.[0]?.family}"`, `"given":["${given}`];
  assert.ok(numbers.length > 0 && given !== '');
  await switchConnection(page, 'off');
  const plugin = await pluginFrame(page, 'Målinger ved sengen');
  await enterVitals(plugin, { ...STORY_VITALS, respiration: '27' });
  await plugin.getByRole('button', { name: 'Gem' }).click();
  await plugin.getByText('Gemt på enheden').waitFor();
  await logOut(page);
  await browser.close();
  assert.deepEqual(await filesHolding(profile.folder, secrets), []);

  browser = await openBrowser(profile.folder);
  page = await browser.context.newPage();
  await signIn(page, simulator.url, 'Mette');
  await switchConnection(page, 'on');
  await allSent(page);
  assert.deepEqual(
    (await recordedRespirations(page)).filter(({ valueQuantity }) => valueQuantity?.value === 27),
    [],
    'a colleague sends nothing of hers',
  );
  await logOut(page);
  await signIn(page, simulator.url);
  await allSent(page);
  const sent = (await recordedRespirations(page)).filter(({ valueQuantity }) => valueQuantity?.value === 27);
  assert.equal(sent.length, 1);
  await page.close();
});
