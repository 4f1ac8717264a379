import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { makeProfile, openBrowser } from './support/browser.ts';
import { bundleBuilt, textOf } from './support/bundle-built.ts';
import { pageOf, scriptOf, serveTexts } from './support/serve-texts.ts';

/** React 19 as it is published, in a page that is written as its users write one: `peers/react`. */
const peers = fileURLToPath(new URL('peers', import.meta.url));
const development = { 'process.env.NODE_ENV': '"development"' };
const nodePaths = [join(peers, 'node_modules')];

/** What the page exports. */
interface Chart {
  show(root: Element): void;
  takeOver(root: Element): void;
  opened: string[];
  referred: Element[];
}

let profile: Awaited<ReturnType<typeof makeProfile>>;
let browser: Awaited<ReturnType<typeof openBrowser>>;
let site: Awaited<ReturnType<typeof serveTexts>>;
let rendered = '';

before(async () => {
  const script = await bundleBuilt(`export * from './peers/react/page.tsx';`, {
    jsx: 'automatic',
    define: development,
    nodePaths,
  });
  rendered = await renderedInNode();
  site = await serveTexts({
    '/page.js': scriptOf(textOf(script)),
    '/': pageOf('<div id="root"></div>'),
    '/rendered': pageOf(`<div id="root">${rendered}</div>`),
  });
  profile = await makeProfile();
  browser = await openBrowser(profile.folder);
});

after(async () => {
  await browser.close();
  await site.close();
  await profile.remove();
});

/** What a server of React's sends of the page. */
async function renderedInNode(): Promise<string> {
  // Inside the peers, so that Node finds React and Lit as it would in an app.
  const folder = await mkdtemp(join(peers, 'node_modules', '.render-'));
  try {
    const program = await bundleBuilt(`import './peers/react/render.tsx';`, {
      platform: 'node',
      jsx: 'automatic',
      nodePaths,
      external: ['react', 'react-dom', 'lit', '@lit/*'],
    });
    await writeFile(join(folder, 'render.mjs'), textOf(program));
    return execFileSync(process.execPath, [join(folder, 'render.mjs')], { encoding: 'utf8' }).trim();
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The page, started, and every warning and error of its console. */
async function open(path: string, start: 'show' | 'takeOver'): Promise<{ page: Page; said: string[] }> {
  const page = await browser.context.newPage();
  const said: string[] = [];
  // React's advertisement of its developer tools is neither.
  page.on('console', (message) => ['warning', 'error'].includes(message.type()) && said.push(message.text()));
  page.on('pageerror', (error) => said.push(error.message));
  await page.goto(`${site.origin}${path}`);
  await page.evaluate(async (name) => {
    const root = document.querySelector('#root');
    const path = '/page.js';
    const chart = (await import(path)) as Chart;
    if (root) chart[name](root);
    Object.assign(globalThis, { chart });
  }, start);
  return { page, said };
}

const chartOf = (page: Page) =>
  page.evaluate(() => {
    const { chart } = globalThis as typeof globalThis & { chart: Chart };
    return { opened: chart.opened, referred: chart.referred.map(({ localName }) => localName) };
  });

for (const [path, start] of [
  ['/', 'show'],
  ['/rendered', 'takeOver'],
] as const) {
  const how = start === 'show' ? 'rendered in the page' : 'taken over from what Node rendered';
  test(`React 19, ${how}: objects arrive as properties, events arrive typed, and it says nothing`, async () => {
    const { page, said } = await open(path, start);
    const list = page.locator('samspil-allergies');
    await list.getByText('Penicillin').first().waitFor();
    assert.equal(await list.getAttribute('resources'), null);
    assert.equal(await list.getAttribute('class'), 'card');
    await page.locator('samspil-patient-banner').getByText('BERGGREN').first().waitFor();

    await list.locator('summary').first().click();
    assert.deepEqual((await chartOf(page)).opened, ['penicillin']);
    await page.getByRole('button', { name: 'Look at it' }).click();
    assert.deepEqual((await chartOf(page)).referred, ['samspil-allergies']);

    await page.getByRole('button', { name: 'Empty it' }).click();
    await list.getByText('Penicillin').first().waitFor({ state: 'detached' });
    assert.deepEqual(said, []);
    await page.close();
  });
}

test('the typings of React refuse what no element takes', () => {
  const tsc = join(peers, 'node_modules/typescript/bin/tsc');
  execFileSync(process.execPath, [tsc, '-p', join(peers, 'react')], { encoding: 'utf8' });
});
