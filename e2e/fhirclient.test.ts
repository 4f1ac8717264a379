import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Simulator } from '@samspil/smart-launcher';
import { makeProfile, openBrowser } from './support/browser.ts';
import type { RealBrowser } from './support/browser.ts';
import { startBuilt } from './support/simulator.ts';
import { serveFiles } from './support/static-server.ts';
import { openPatient, signIn } from './support/workplace.ts';

const pathOf = (file: string) => fileURLToPath(new URL(file, import.meta.url));
const HTML = 'text/html; charset=utf-8';

let app: Awaited<ReturnType<typeof serveFiles>>;
let simulator: Simulator;
let profile: Awaited<ReturnType<typeof makeProfile>>;
let browser: RealBrowser;

before(async () => {
  app = await serveFiles({
    '/launch.html': { path: pathOf('./pages/fhirclient/launch.html'), type: HTML },
    '/index.html': { path: pathOf('./pages/fhirclient/index.html'), type: HTML },
    '/fhir-client.js': {
      path: pathOf('./peers/node_modules/fhirclient/build/fhir-client.js'),
      type: 'text/javascript',
    },
  });
  simulator = await startBuilt({
    clients: () => [
      {
        client_id: 'fhirclient-page',
        name: 'fhirclient',
        redirect_uris: [`${app.origin}/index.html`],
        launch_urls: [`${app.origin}/launch.html`],
        scope: 'launch openid fhirUser offline_access patient/Patient.rs patient/Observation.rs',
      },
    ],
  });
  profile = await makeProfile();
  browser = await openBrowser(profile.folder);
});

after(async () => {
  await browser?.close();
  await profile?.remove();
  await simulator?.close();
  await app?.close();
});

test('an unmodified page on fhirclient 2.6.3 launches from the workplace, pages, refreshes and is refused outside its scopes', async () => {
  const page = await browser.context.newPage();
  await signIn(page, simulator.url);
  await openPatient(page);
  const opened = browser.context.waitForEvent('page');
  await page.getByRole('button', { name: /^fhirclient/ }).click();
  const popup = await opened;
  await popup.getByRole('button', { name: 'Godkend adgang' }).click();
  await popup.getByRole('heading', { name: /^(Done|Failed)/ }).waitFor();
  assert.equal(await popup.locator('#state').textContent(), 'Done');
  const result = await popup.evaluate(
    () => (globalThis as unknown as { result: Record<string, unknown> }).result,
  );
  assert.equal(result['patient'], 'pt-0001');
  assert.equal(result['pages'], 3);
  assert.equal(result['entries'], 150);
  assert.equal(result['refused'], 403);
  assert.match(String(result['user']), /Practitioner\/practitioner-sidsel-noergaard$/);
  assert.equal(result['afterRefresh'], 'pt-0001');
});
