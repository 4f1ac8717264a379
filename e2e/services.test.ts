import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import type { FrameLocator, Page } from 'playwright-core';
import type { Simulator } from '@samspil/smart-launcher';
import { makeProfile, openBrowser } from './support/browser.ts';
import type { RealBrowser } from './support/browser.ts';
import { makePluginFolders } from './support/plugin-folders.ts';
import type { PluginFolders } from './support/plugin-folders.ts';
import { startBuilt } from './support/simulator.ts';
import { openPatient, pluginFrame, signIn } from './support/workplace.ts';

let folders: PluginFolders;
let simulator: Simulator;
let profile: Awaited<ReturnType<typeof makeProfile>>;
let browser: RealBrowser;
let page: Page;
let plugin: FrameLocator;

before(async () => {
  folders = await makePluginFolders();
  const bench = await folders.copy('services', 'bench');
  const bare = await folders.copy(['services', 'services-bare'], 'bare');
  simulator = await startBuilt({ plugins: [bench, bare] });
  profile = await makeProfile();
  browser = await openBrowser(profile.folder);
  page = await browser.context.newPage();
  await page.setViewportSize({ width: 1440, height: 900 });
  await signIn(page, simulator.url);
  await openPatient(page);
  plugin = await pluginFrame(page, 'Prøvestand');
});

after(async () => {
  await browser.close();
  await profile.remove();
  await simulator.close();
  await folders.remove();
});

const press = (name: string) => plugin.getByRole('button', { name, exact: true }).click();
const says = (text: string | RegExp) => plugin.locator('output').getByText(text).waitFor();
/** The plugin's output is the text itself, so `getByText` looks for it inside; this waits for the whole of it. */
const answers = async (text: string) => {
  const output = plugin.locator('output', { hasText: text });
  await output.waitFor();
  assert.equal(await output.textContent(), text);
};
const question = () => page.getByRole('dialog').or(page.getByRole('alertdialog'));
/** The button that means yes is not taken at once; then it is. */
async function agree(name: string): Promise<void> {
  const yes = question().getByRole('button', { name });
  assert.equal(await yes.getAttribute('aria-disabled'), 'true');
  await question().locator('button[aria-disabled=false]').waitFor();
  await yes.click();
}

test('a plugin is told what it may use, and what it may not', async () => {
  await answers('Can: notify bus');
});

test('a notice is shown as text, with the plugin’s name, and stays in the list of messages', async () => {
  await press('Notify');
  await answers('Notify: ok');
  const toast = page.locator('workplace-toasts').getByRole('status');
  await toast.getByText('Sendt: <b>3</b> værdier til EPJ', { exact: true }).waitFor();
  await toast.getByText('Eksempel ApS').waitFor();
  await press('Warn');
  await page.locator('workplace-toasts').getByRole('alert').getByText('Pulsen er målt').waitFor();
  const messages = page.getByRole('button', { name: /Beskeder/ });
  await messages.click();
  const list = page.getByRole('group', { name: 'Beskeder fra apps' });
  assert.equal(await list.locator('.notice').count(), 2);
  // A warning stays until somebody takes it away.
  for (const left of [1, 0]) {
    await list.getByRole('button', { name: 'Fjern beskeden' }).first().click();
    assert.equal(await list.locator('.notice').count(), left);
  }
  await page.keyboard.press('Escape');
});

test('a question is asked in the top layer, begins on no, and its yes waits a moment', async () => {
  await press('Confirm');
  await question().getByText('Overskrive målingen kl. 08:00?').waitFor();
  await question().getByText('Eksempel ApS').waitFor();
  assert.equal(await question().locator('button:focus').textContent(), 'Behold');
  await agree('Overskriv');
  await answers('Confirm: true');
  await press('Confirm');
  await question().getByText('Overskrive').waitFor();
  await page.keyboard.press('Escape');
  await answers('Confirm: false');
});

test('activities are opened: those that the manifest names, and what leaves the patient only when she agrees', async () => {
  await press('Trend');
  await answers('Trend: {"status":"opened"}');
  await page.locator('workplace-chart #trend:focus').waitFor();
  await press('Medication');
  await answers('Medication: denied');
  await press('List');
  await question().getByText('patientlisten').waitFor();
  await question().getByRole('button', { name: 'Annullér' }).click();
  await answers('List: {"status":"declined"}');
});

test('a plugin gets the height it asks for, within the screen', async () => {
  const frame = page.locator('iframe[title^="Prøvestand"]');
  const before = (await frame.boundingBox())?.height;
  await press('Grow');
  await answers('Grow: ok');
  const after = (await frame.boundingBox())?.height;
  assert.deepEqual([before, after], [300, 420]);
});

test('the overlay is the same page, larger, with the patient on top; the keyboard leaves it, and it closes', async () => {
  const frame = page.locator('iframe[title^="Prøvestand"]');
  await plugin.getByLabel('Note').fill('typed before');
  await press('Large');
  await answers('Large: "open"');
  const panel = page.getByRole('dialog', { name: 'Prøvestand: Alle målinger' });
  await page
    .locator('samspil-patient-banner[slot=patient]')
    .getByText(/Søndervang/i)
    .first()
    .waitFor();
  assert.ok(((await frame.boundingBox())?.height ?? 0) > 500);
  assert.equal(await plugin.getByLabel('Note').inputValue(), 'typed before', 'nothing was loaded anew');
  await plugin.getByLabel('Note').focus();
  await page.keyboard.press('F6');
  await answers('Large: closed');
  await press('Large');
  await panel.getByRole('button', { name: 'Gør mindre' }).click();
  await answers('Large: closed');
  assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'WORKPLACE-APP');
  assert.equal(await plugin.locator('body').evaluate(() => document.hasFocus()), true);
});

test('threat 15: a file is saved under a safe name, after the workplace asked in its own words', async () => {
  await press('Download');
  await question().getByText('maalinger-csv-exe.csv').waitFor();
  const downloading = page.waitForEvent('download');
  await agree('Gem filen');
  const download = await downloading;
  assert.equal(download.suggestedFilename(), 'maalinger-csv-exe.csv');
  assert.equal(await readFile((await download.path()) ?? '', 'utf8'), 'tid;puls\n08:00;72');
  await answers('Download: true');
});

test('a page is printed from texts, after the workplace asked', async () => {
  // The frame is made, filled and printed in one task: an ear for it must be there before.
  const printed = page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const { body } = document;
        body.append = (...nodes) => {
          Element.prototype.append.apply(body, nodes);
          for (const node of nodes)
            if (node instanceof HTMLIFrameElement)
              node.contentWindow?.addEventListener('beforeprint', () =>
                resolve(node.contentDocument?.body.innerText ?? ''),
              );
        };
      }),
  );
  await press('Print');
  await question().getByText('vil udskrive »Vitale værdier«').waitFor();
  await agree('Udskriv');
  assert.match(
    await printed,
    /Vitale værdier\s+Prøvestand · Eksempel ApS\s+I dag\s+Tid\s+Puls\s+08:00\s+<b>72<\/b>/,
  );
  await answers('Print: true');
});

test('what is not saved is seen in the plugin’s heading until it is', async () => {
  const heading = page.locator('section[data-plugin="dk.example.services"] .header');
  await press('Type');
  await heading.getByText('Ikke gemt').waitFor();
  await press('Save');
  await heading.getByText('Ikke gemt').waitFor({ state: 'detached' });
});

test('threat 26: the bus reaches who declares the topic, and a plugin without a capability is denied it', async () => {
  const bare = await pluginFrame(page, 'Lytter');
  await press('Publish');
  await bare.locator('output', { hasText: 'dk.example.services: {"news2":7}' }).waitFor();
  await bare.getByRole('button', { name: 'Notify' }).click();
  await bare.locator('output', { hasText: 'can false, refused denied' }).waitFor();
});

test('shortcuts work in the frame and outside it, and type nothing', async () => {
  await plugin.getByLabel('Note').fill('x');
  await page.keyboard.press('Alt+g');
  await says('Shortcut: Alt+g');
  assert.equal(await plugin.getByLabel('Note').inputValue(), 'x');
  await press('Notify');
  await answers('Notify: ok');
  await page.getByRole('button', { name: /Beskeder/ }).focus();
  await page.keyboard.press('Alt+g');
  await says('Shortcut: Alt+g');
});

test('WCAG 2.1.2: the keyboard goes into every frame and out of it again, forwards and backwards', async () => {
  const inFrame = () => plugin.locator('body').evaluate(() => document.hasFocus());
  for (const [keys, times] of [
    ['Tab', 30],
    ['Shift+Tab', 30],
    ['F6', 1],
    ['Shift+F6', 1],
    ['Control+F6', 1],
  ] as const) {
    await plugin.getByLabel('Note').focus();
    assert.equal(await inFrame(), true);
    for (let n = 0; n < times && (await inFrame()); n += 1) await page.keyboard.press(keys);
    assert.equal(await inFrame(), false, keys);
  }
  await press('Leave');
  await answers('Leave: ok');
  assert.equal(await inFrame(), false);
});

test('the look of the workplace reaches the frames at once: scheme and tokens', async () => {
  const look = (title: string) =>
    page
      .frameLocator(`iframe[title^="${title}"]`)
      .locator('html')
      .evaluate((root) => {
        const style = getComputedStyle(root);
        return [style.colorScheme, style.getPropertyValue('--samspil-text')];
      });
  const choose = async (name: string) => {
    await page.getByRole('button', { name: /Indstillinger/ }).click();
    await page.getByRole('radio', { name }).check();
    await page.keyboard.press('Escape');
  };
  await choose('Mørkt');
  for (const title of ['Målinger ved sengen', 'Prøvestand']) {
    await page.frameLocator(`iframe[title^="${title}"]`).locator('html[style*="dark"]').waitFor();
    assert.deepEqual(await look(title), ['dark', '#e9eff5']);
  }
  await choose('Lyst');
  await page.frameLocator('iframe[title^="Prøvestand"]').locator('html[style*="light"]').waitFor();
  assert.deepEqual(await look('Prøvestand'), ['light', '#15212e']);
});

test('done gives the word back to the workplace', async () => {
  await press('Done');
  await answers('Done: ok');
  await page.getByText('Prøvestand er færdig').waitFor();
});

test('an app that is launched outside gets the same look by smart_style_url', async () => {
  const opening = browser.context.waitForEvent('page');
  await page.getByRole('button', { name: /^Målinger ved sengen \(/ }).click();
  const app = await opening;
  await app.getByRole('button', { name: 'Godkend adgang' }).click();
  await app.locator('html[style*="--samspil-accent"]').waitFor({ state: 'attached' });
  const accent = await app.evaluate(() =>
    getComputedStyle(document.documentElement).getPropertyValue('--samspil-accent'),
  );
  assert.equal(accent, '#0b5688');
  await app.close();
});

test('with the patient go her messages; agreeing leads to the list', async () => {
  await press('Notify');
  await answers('Notify: ok');
  await press('List');
  await agree('Forlad patienten');
  await page.getByRole('heading', { name: 'Patienter' }).waitFor();
  await page.getByRole('button', { name: /Beskeder\s*0/ }).waitFor();
});
