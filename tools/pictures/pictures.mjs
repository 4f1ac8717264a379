/** Takes, compares and keeps pictures of elements. */
import { createServer } from 'node:http';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { ROOT } from '../install.mjs';
import { difference, isBlank } from './difference.mjs';
import { names, storyScript } from './stories.mjs';

const KEPT = join(ROOT, 'storybook/pictures');
const DIFFERENCES = join(KEPT, 'differences');
const THEMES = ['light', 'dark'];
/** The moment of every picture: what is "20 minutes ago" stays that. */
const NOW = new Date('2026-03-02T09:30:00+01:00');

/** @returns {Promise<boolean>} whether every picture is as it was */
export async function pictures({ update, only, widths }) {
  const elements = only ?? names();
  const wanted = elements.flatMap((name) =>
    widths.flatMap((width) => THEMES.map((theme) => ({ name, width, theme }))),
  );
  rmSync(DIFFERENCES, { recursive: true, force: true });
  const camera = await openCamera();
  const differing = [];
  let written = 0;
  try {
    for (const picture of wanted) {
      const taken = await camera.take(picture);
      const file = fileOf(picture);
      const fault = compare(file, taken);
      if (!fault) continue;
      if (update && !isBlank(taken)) {
        keep(file, taken);
        written += 1;
      } else {
        differing.push(`${basename(file)}: ${fault}`);
        keep(join(DIFFERENCES, basename(file)), taken);
      }
    }
  } finally {
    await camera.close();
  }
  if (!only) differing.push(...leftOver(elements, update));
  for (const each of differing) console.log(each);
  if (update)
    console.log(`${written} of ${wanted.length} pictures kept anew: look at each before you commit.`);
  else if (differing.length > 0)
    console.log('New pictures and what differs: storybook/pictures/differences.');
  const verdict = differing.length === 0 ? 'ok' : 'short';
  console.log(`figure: pictures-differing ${differing.length} of ${wanted.length} (bar 0) ${verdict}`);
  return differing.length === 0;
}

const fileOf = ({ name, width, theme }) => join(KEPT, `${name}-${width}-${theme}.png`);

function keep(file, png) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, png);
}

/** Pictures of elements that are gone. */
function leftOver(elements, update) {
  if (!existsSync(KEPT)) return [];
  const gone = readdirSync(KEPT).filter(
    (file) => file.endsWith('.png') && !elements.includes(file.replace(/-\d+-(light|dark)\.png$/, '')),
  );
  if (update) for (const file of gone) rmSync(join(KEPT, file));
  return update ? [] : gone.map((file) => `${file}: no such element`);
}

/** @returns {string | undefined} how it differs from the picture that was kept */
function compare(file, taken) {
  // A picture of nothing would be alike for ever.
  if (isBlank(taken)) return 'it shows nothing';
  if (!existsSync(file)) return 'there was none';
  const { fault, shown } = difference(readFileSync(file), taken);
  if (shown) keep(join(DIFFERENCES, basename(file).replace('.png', '-differs.png')), shown);
  return fault;
}

/** A browser of the same build, with the same typeface, at the same moment, on every machine. */
async function openCamera() {
  process.env.SAMSPIL_BROWSER = 'bundled';
  const { findBrowser } = await import('../browser.mjs');
  const script = await storyScript();
  const font = readFileSync(
    fileURLToPath(import.meta.resolve('@fontsource-variable/inter/files/inter-latin-wght-normal.woff2')),
  );
  const server = createServer(({ url = '/' }, response) => {
    const { pathname, searchParams } = new URL(url, 'http://localhost');
    if (pathname === '/stories.js') return void send(response, 'text/javascript', script);
    if (pathname === '/inter.woff2') return void send(response, 'font/woff2', font);
    send(response, 'text/html', pageIn(searchParams.get('theme') === 'dark' ? 'dark' : 'light'));
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  const { executablePath, args, env } = await findBrowser();
  const browser = await chromium.launch({ executablePath, args, env });
  const address = `http://127.0.0.1:${server.address().port}/`;
  return {
    take: (picture) => take(browser, address, picture),
    close: async () => {
      await browser.close();
      server.close();
    },
  };
}

function send(response, type, body) {
  response.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(body);
}

function pageIn(theme) {
  return `<!doctype html><html lang="da" style="color-scheme: ${theme}"><meta charset="utf-8"><title>Picture</title>
    <style>
      @font-face { font-family: Picture; src: url(/inter.woff2); font-weight: 100 900; }
      html:root { --samspil-font: Picture; font-family: Picture; }
      body { margin: 0; padding: 12px; background: var(--samspil-surface-sunken); }
      * { animation: none !important; caret-color: transparent !important; }
    </style><main></main><script type="module" src="/stories.js"></script></html>`;
}

async function take(browser, address, { name, width, theme }) {
  const context = await browser.newContext({
    viewport: { width, height: 480 },
    colorScheme: theme,
    locale: 'da-DK',
    timezoneId: 'Europe/Copenhagen',
    reducedMotion: 'reduce',
  });
  try {
    const page = await context.newPage();
    const failed = new Promise((_resolve, reject) =>
      page.on('pageerror', ({ message }) => reject(new Error(`The story of ${name} failed: ${message}`))),
    );
    await page.clock.setFixedTime(NOW);
    await Promise.race([failed, show(page, `${address}?theme=${theme}`, name)]);
    return await Promise.race([failed, atRest(page)]);
  } finally {
    await context.close();
  }
}

async function show(page, address, name) {
  await page.goto(address);
  await page.evaluate((story) => globalThis.showStory(story), name);
  // As high as what is on it: rows out of sight are laid out only when they come into it.
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({
    width: page.viewportSize().width,
    height: Math.min(Math.max(height, 480), 8000),
  });
}

/** Two pictures in a row that are alike: what comes late, such as a chart, has come. */
async function atRest(page) {
  let before = await page.screenshot({ fullPage: true });
  for (let tries = 0; tries < 20; tries += 1) {
    await page.evaluate(
      () => new Promise((frame) => requestAnimationFrame(() => requestAnimationFrame(frame))),
    );
    const now = await page.screenshot({ fullPage: true });
    if (now.equals(before)) return now;
    before = now;
  }
  throw new Error('The picture does not come to rest.');
}
