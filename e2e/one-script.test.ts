import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { publicElements } from '../tools/manifest/public-elements.mjs';
import { makeProfile, openBrowser } from './support/browser.ts';
import { asVersion, bundleBuilt, textOf } from './support/bundle-built.ts';
import { pageOf, scriptOf, serveTexts } from './support/serve-texts.ts';

const dist = new URL('../packages/components/dist/', import.meta.url);
const tags = publicElements().map(({ tag }) => tag);

let profile: Awaited<ReturnType<typeof makeProfile>>;
let browser: Awaited<ReturnType<typeof openBrowser>>;
let script = '';
let published: { version: string; integrity: string; tag: string };

before(async () => {
  script = await readFile(new URL('samspil-components.js', dist), 'utf8');
  published = JSON.parse(await readFile(new URL('samspil-components.integrity.json', dist), 'utf8'));
  profile = await makeProfile();
  browser = await openBrowser(profile.folder);
});

after(async () => {
  await browser.close();
  await profile.remove();
});

interface Seen {
  page: Page;
  console: string[];
  errors: string[];
}

/** A page, and what it says to its developer. */
async function watched(): Promise<Seen> {
  const page = await browser.context.newPage();
  const seen: Seen = { page, console: [], errors: [] };
  page.on('console', (message) => seen.console.push(message.text()));
  page.on('pageerror', (error) => seen.errors.push(error.message));
  return seen;
}

const definedOn = (page: Page): Promise<string[]> =>
  page.evaluate((names) => names.filter((name) => customElements.get(name)), tags);

/** The page of a municipality: another origin than the script's, and the tag as it is published. */
async function openMunicipality(t: TestContext, givenScript: string): Promise<Seen> {
  const scripts = await serveTexts({ '/samspil-components.js': scriptOf(givenScript) });
  const tag = published.tag.replace('src="', `src="${scripts.origin}/`);
  const site = await serveTexts({ '/': pageOf('<samspil-app></samspil-app>', tag) });
  const seen = await watched();
  t.after(() => Promise.all([scripts.close(), site.close(), seen.page.close()]));
  await seen.page.goto(site.origin);
  return seen;
}

test('one script tag with its hash gives a page every element, from another origin', async (t) => {
  const { page, errors, console } = await openMunicipality(t, script);
  assert.deepEqual(await definedOn(page), tags);
  assert.deepEqual([errors, console], [[], []]);
});

test('a script with one changed byte is refused', async (t) => {
  const { page, console } = await openMunicipality(t, script.replace('samspil-app', 'samspil-apq'));
  assert.deepEqual(await definedOn(page), []);
  assert.match(console.join(), /integrity/);
});

test('the script names no other file, so that its hash is the hash of all that runs', async () => {
  const { metafile } = await bundleBuilt(script, { external: ['*'] });
  assert.deepEqual(
    Object.values(metafile.outputs).flatMap(({ imports }) => imports),
    [],
  );
  assert.doesNotMatch(script, /import\.meta\.url/);
});

test('of two versions on a page the elements that came first stay, both work together, and the console says it once', async (t) => {
  const older = await bundleBuilt(
    "import '@samspil/components/define/app'; import '@samspil/components/define/patient-banner';",
    { plugins: [asVersion('0.0.9')] },
  );
  const giver = fileURLToPath(new URL('pages/two-versions/give-workplace.ts', import.meta.url));
  const workplace = await bundleBuilt(`export * from ${JSON.stringify(giver)};`, {
    conditions: ['samspil-source'],
  });
  const site = await serveTexts({
    '/older.js': scriptOf(textOf(older)),
    '/newer.js': scriptOf(script),
    '/workplace.js': scriptOf(textOf(workplace)),
    '/': pageOf(
      '<samspil-app><samspil-patient-banner></samspil-patient-banner><samspil-allergies></samspil-allergies></samspil-app>',
      '<script type="module" src="older.js"></script><script type="module" src="newer.js"></script>',
    ),
  });
  const { page, console, errors } = await watched();
  t.after(() => Promise.all([site.close(), page.close()]));
  await page.goto(site.origin);
  const versions = await page.evaluate(async () => {
    const path = '/workplace.js';
    const { giveWorkplace } = (await import(path)) as { giveWorkplace: (app: Element | null) => void };
    giveWorkplace(document.querySelector('samspil-app'));
    return ['samspil-app', 'samspil-patient-banner', 'samspil-allergies'].map((tag): unknown =>
      Reflect.get(customElements.get(tag) ?? {}, Symbol.for('samspil.components.version')),
    );
  });
  assert.deepEqual(versions, ['0.0.9', '0.0.9', published.version]);
  // The older app gives its lease to the newer list, and the older banner names the patient.
  await page.getByText('Penicillin').first().waitFor();
  await page.getByText('BERGGREN, Nancy').first().waitFor();
  const renderless = await page.evaluate(async (names) => {
    for (const name of names) {
      const element = document.body.appendChild(document.createElement(name));
      await Reflect.get(element, 'updateComplete');
    }
    return names.filter((name) => !document.querySelector(name)?.shadowRoot);
  }, tags);
  assert.deepEqual(renderless, []);
  assert.deepEqual(errors, []);
  assert.equal(console.length, 1, console.join('\n'));
  assert.match(console[0] ?? '', /^version-mismatch: @samspil\/components 0\.0\.9 is on this page/);
});
