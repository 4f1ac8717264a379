import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Simulator } from '@samspil/smart-launcher';
import type { CDPSession, Frame, Page } from 'playwright-core';
import { makeProfile, openBrowser } from './support/browser.ts';
import type { RealBrowser } from './support/browser.ts';
import { startBuilt } from './support/simulator.ts';
import { openPatient, pluginFrame, signIn } from './support/workplace.ts';

const TITLE = 'Målinger ved sengen';
let simulator: Simulator;
let browser: RealBrowser;
let profile: Awaited<ReturnType<typeof makeProfile>>;

before(async () => {
  simulator = await startBuilt();
  profile = await makeProfile();
  browser = await openBrowser(profile.folder);
});

after(async () => {
  await browser.close();
  await profile.remove();
  await simulator.close();
});

/** Nobody is signed in: each test has cookies and a storage of its own. */
async function openPage(): Promise<Page> {
  const context = await browser.browser.newContext({ locale: 'da' });
  return context.newPage();
}

/** A chart with the bedside plugin in it, signed in. */
async function openChart(): Promise<{ page: Page; frame: Frame }> {
  const page = await openPage();
  await signIn(page, simulator.url);
  await openPatient(page);
  await pluginFrame(page, TITLE);
  return { page, frame: frameIn(page) };
}

function frameIn(page: Page): Frame {
  const { origin } = new URL(page.url());
  const frame = page.frames().find((each) => each.url().startsWith('http') && !each.url().startsWith(origin));
  if (!frame) throw new Error('The chart shows no plugin of another origin.');
  return frame;
}

/** Asks the page without playwright, which counts a page as crashed as soon as one of its frames is. */
async function evaluate<T>(session: CDPSession, expression: string): Promise<T> {
  const { result } = await session.send('Runtime.evaluate', {
    expression,
    awaitPromise: true,
    returnByValue: true,
  });
  return result.value as T;
}

const NOTICE = `
  (function find(root) {
    for (const element of root.querySelectorAll('*')) {
      if (element.matches('.notice[data-code]')) return element;
      const found = element.shadowRoot && find(element.shadowRoot);
      if (found) return found;
    }
  })(document)`;

test('threat 18: a plugin whose process crashes is closed with a way on, long before four heartbeats are missed', async () => {
  const { page, frame } = await openChart();
  const workplace = await page.context().newCDPSession(page);
  const plugin = await page.context().newCDPSession(frame);
  // Noticed by the frame inside the plugin's page, which is counted from outside once it is there.
  await frame.waitForFunction(() => window.length > 0);
  await evaluate(workplace, `new Promise((resolve) => setTimeout(resolve, 500))`);
  plugin.send('Page.crash').catch(() => undefined);
  const code = await evaluate<string>(
    workplace,
    `new Promise((resolve) => {
       const look = () => { const notice = ${NOTICE}; if (notice) resolve(notice.dataset.code); else requestAnimationFrame(look); };
       look();
     })`,
  );
  assert.equal(code, 'crashed');
  await evaluate(workplace, `${NOTICE}.querySelector('.again').click()`);
  const state = await evaluate<string>(
    workplace,
    `new Promise((resolve) => {
       const find = (root) => [...root.querySelectorAll('*')].map((e) => e.matches('section[data-plugin]') ? e : e.shadowRoot && find(e.shadowRoot)).find(Boolean);
       const look = () => { const { state } = find(document).dataset; if (state === 'ready') resolve(state); else requestAnimationFrame(look); };
       look();
     })`,
  );
  assert.equal(state, 'ready');
  await page.context().close();
});

test('threat 5: a plugin that goes elsewhere is closed at once, its frame is gone, and the problem can be reported', async () => {
  const { page, frame } = await openChart();
  await frame
    .evaluate(() => {
      window.location.href = `data:text/html,elsewhere`;
    })
    .catch(() => undefined);
  await page.locator('.notice[data-code="navigated-away"]').waitFor();
  assert.equal(await page.locator('samspil-slot iframe').count(), 0);
  await page.getByRole('button', { name: 'Meld fejl' }).click();
  await page.getByText('Tak. Fejlen er meldt uden patientoplysninger.').waitFor();
  await page.context().close();
});

test('threat 18: a plugin that spins is taken away, the workplace works meanwhile, and a restart gets a free process', async () => {
  const { page, frame } = await openChart();
  void frame
    .evaluate(() => {
      for (;;);
    })
    .catch(() => undefined);
  await page.locator('section[data-state="not-responding"]').waitFor({ timeout: 60_000 });
  // The workplace is as quick as ever: its menu opens while the plugin spins.
  await page.getByRole('button', { name: 'Indstillinger og bruger' }).click();
  await page.getByRole('button', { name: 'Log ud' }).waitFor();
  await page.keyboard.press('Escape');
  await page.locator('section[data-state="not-responding"] .again').click();
  await page.locator('section[data-state="ready"]').waitFor({ timeout: 60_000 });
  await pluginFrame(page, TITLE);
  await page.context().close();
});

test('an administrator switches a plugin off with a reason; clinicians read it, and it comes back without a reload', async () => {
  const page = await openPage();
  await signIn(page, simulator.url, 'Lone');
  await page.getByRole('button', { name: 'Indstillinger og bruger' }).click();
  await page.getByRole('button', { name: 'Administrér apps' }).click();
  await page.getByRole('heading', { name: 'Apps på arbejdspladsen' }).waitFor();
  await page.getByLabel('Begrundelse, som klinikerne ser').first().fill('Fejl i beregningen');
  await page.getByRole('button', { name: 'Slå fra' }).first().click();
  await page.getByText('Slået fra: Fejl i beregningen').waitFor();
  await page.getByRole('button', { name: 'Til patienterne' }).click();
  await openPatient(page);
  await page.getByText('Slået fra af den systemansvarlige: Fejl i beregningen').waitFor();
  await page.goBack();
  await page.getByRole('heading', { name: 'Patienter' }).waitFor();
  await page.getByRole('button', { name: 'Indstillinger og bruger' }).click();
  await page.getByRole('button', { name: 'Administrér apps' }).click();
  await page.getByRole('button', { name: 'Slå til' }).click();
  await page.getByRole('button', { name: 'Til patienterne' }).click();
  await openPatient(page);
  await pluginFrame(page, TITLE);
  await page.context().close();
});
