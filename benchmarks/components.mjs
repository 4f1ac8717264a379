/**
 * What the elements cost, in a real browser, beside what a developer would write by hand: both in one page, taking turns,
 * because whatever else the machine does must slow both alike. Medians. How to read each group of figures stands at the
 * top of its file in `components/`.
 *
 * `npm run bench -- components` runs all of it; `ONLY=chart` a part.
 */
import { loadavg } from 'node:os';
import { chromium } from 'playwright-core';
import { findBrowser } from '../tools/browser.mjs';
import { measureChart } from './components/chart.mjs';
import { measureList } from './components/list.mjs';
import { measureOverview } from './components/overview.mjs';
import { measureSize } from './components/size.mjs';
import { measureUpdate } from './components/update.mjs';

/** Each gets the browser they all run in, prints its figures, and closes what it opened. */
const PARTS = {
  chart: measureChart,
  list: measureList,
  overview: measureOverview,
  size: measureSize,
  update: measureUpdate,
};

const names = process.env.ONLY?.split(',') ?? Object.keys(PARTS);
const unknown = names.filter((name) => !Object.hasOwn(PARTS, name));
if (unknown.length > 0) {
  console.error(`ONLY names parts among ${Object.keys(PARTS).join(', ')}; not ${unknown.join(', ')}.`);
  process.exit(2);
}
const { executablePath, args, env } = await findBrowser();
// Pages collect garbage before they are timed: what the side before left behind is not the price of the one after.
const browser = await chromium.launch({ executablePath, args: [...args, '--js-flags=--expose-gc'], env });
try {
  console.log(`Chromium ${browser.version()}`);
  for (const name of names) {
    console.log(`${name}: load ${loadavg()[0].toFixed(1)} on this machine`);
    await PARTS[name](browser);
  }
} finally {
  await browser.close();
}
