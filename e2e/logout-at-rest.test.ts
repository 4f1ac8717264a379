import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Patient } from 'fhir/r4';
import type { Page } from 'playwright-core';
import type { Runtime } from '@samspil/sdk/host';
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
  prepareList,
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

/** What says who somebody is, as it would stand in a stored resource. */
function secretsOf({ identifier, name }: Patient): string[] {
  const numbers = identifier?.flatMap(({ value }) => value ?? []) ?? [];
  const { family, given } = name?.[0] ?? {};
  assert.ok(numbers.length > 0 && family && given?.[0]);
  return [...numbers, `"family":"${family}"`, `"given":["${given[0]}`];
}

/** Rows and keys in all databases of held records, whoever they belong to. */
function rowsHeld(page: Page): Promise<number> {
  // Nothing in here is named: the test runner would add a helper that the page does not have.
  return page.evaluate(async () => {
    let rows = 0;
    const { storageBuckets } = navigator as unknown as { storageBuckets: NonNullable<Runtime['buckets']> };
    const places = (await storageBuckets.keys()).map((bucket) => storageBuckets.open(bucket));
    const factories = [indexedDB, ...(await Promise.all(places)).map((bucket) => bucket.indexedDB)];
    const listed = factories.map(async (factory) =>
      (await factory.databases()).map(({ name = '' }) => ({ factory, name })),
    );
    for (const { factory, name } of (await Promise.all(listed)).flat()) {
      if (!name.startsWith('samspil-records-')) continue;
      rows += await new Promise<number>((resolve, reject) => {
        const opening = factory.open(name);
        opening.onerror = () => reject(opening.error ?? new Error('the database did not open'));
        opening.onsuccess = () => {
          const database = opening.result;
          // Not the check by which a store knows its user's key: it opens nothing, and each user has one.
          const stores = [...database.objectStoreNames].filter((store) => store !== 'meta');
          const transaction = database.transaction(stores);
          const counts = stores.map((store) => transaction.objectStore(store).count());
          transaction.oncomplete = () => {
            database.close();
            resolve(counts.reduce((sum, { result }) => sum + result, 0));
          };
        };
      });
    }
    return rows;
  });
}

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

test('I6: after logout no file of the profile says who any prepared patient is, and what was unsent waits for the same user only', async () => {
  let page = await browser.context.newPage();
  await signIn(page, simulator.url);
  const prepared = await prepareList(page);
  assert.ok(prepared.length > 1 && prepared.includes('pt-0001'));
  await openPatient(page);
  const patients = await searchServer<Patient>(page, `Patient?_id=${prepared.join(',')}`);
  assert.equal(patients.length, prepared.length);
  const secrets = patients.flatMap(secretsOf);
  assert.ok((await rowsHeld(page)) > 0);
  await switchConnection(page, 'off');
  const plugin = await pluginFrame(page, 'Målinger ved sengen');
  await enterVitals(plugin, { ...STORY_VITALS, respiration: '27' });
  await plugin.getByRole('button', { name: 'Gem' }).click();
  await plugin.getByText('Gemt på enheden').waitFor();
  await logOut(page);
  assert.equal(await rowsHeld(page), 0, 'keys and rows of what was held are gone');
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
  await logOut(page);
  await page.close();
});

test('records that somebody left behind without logging out are destroyed when a colleague signs in', async () => {
  let page = await browser.context.newPage();
  await signIn(page, simulator.url);
  assert.ok((await prepareList(page)).length > 1);
  await browser.kill();

  browser = await openBrowser(profile.folder);
  // The colleague has a session of her own.
  await browser.context.clearCookies();
  page = await browser.context.newPage();
  await page.goto(simulator.url);
  assert.ok((await rowsHeld(page)) > 0, 'sealed, and still there');
  await signIn(page, simulator.url, 'Mette');
  assert.equal(await rowsHeld(page), 0);
  await page.close();
});
