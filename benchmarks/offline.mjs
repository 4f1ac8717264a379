/**
 * What works without a connection, and what it costs, in a real browser: each side as it is used, in the same run, taking
 * turns, because whatever else the machine does must slow both alike. Medians unless a figure says otherwise. How to read
 * each group of figures stands at the top of its file in `offline/`.
 *
 * `npm run bench -- offline` runs all of it; `ONLY=saves,drain` a part.
 */
import { loadavg } from 'node:os';
import { chromium } from 'playwright-core';
import { findBrowser } from '../tools/browser.mjs';
import { measureDrain } from './offline/drain.mjs';
import { measureFailover } from './offline/failover.mjs';
import { measureHeldRecords } from './offline/held-records.mjs';
import { measureRestore } from './offline/restore.mjs';
import { measureSaves } from './offline/saves.mjs';
import { serveOrigin } from './offline/serve-origin.mjs';
import { answerFromWard } from './offline/ward-server.mjs';
import { WriteServer } from './offline/write-server.mjs';

const { executablePath, args, env } = await findBrowser();
const launch = { executablePath, args, env };

const PARTS = {
  saves: () => withOutbox(measureSaves),
  restore: () => withServer('outbox-page', (origin, server) => measureRestore(launch, origin, server)),
  drain: () => withOutbox(measureDrain),
  failover: () => withOutbox(measureFailover),
  held: () =>
    withServer('held-page', (origin) => withBrowser((browser) => measureHeldRecords(browser, origin))),
};

const names = process.env.ONLY?.split(',') ?? Object.keys(PARTS);
const unknown = names.filter((name) => !(name in PARTS));
if (unknown.length > 0) {
  console.error(`ONLY names parts among ${Object.keys(PARTS).join(', ')}; not ${unknown.join(', ')}.`);
  process.exit(2);
}
for (const name of names) {
  console.log(`${name}: load ${loadavg()[0].toFixed(1)} on this machine`);
  await PARTS[name]();
}

async function withOutbox(measure) {
  await withServer('outbox-page', (origin, server) =>
    withBrowser((browser) => measure(browser, origin, server)),
  );
}

/** A server of its own for each part, so that none finds the others' connections and databases. */
async function withServer(page, measure) {
  const server = new WriteServer();
  const origin = await serveOrigin(page, page === 'held-page' ? answerFromWard : server.answer);
  try {
    await measure(origin, server);
  } finally {
    await origin.close();
  }
}

async function withBrowser(measure) {
  const browser = await chromium.launch(launch);
  try {
    console.log(`  Chromium ${browser.version()}`);
    await measure(browser);
  } finally {
    await browser.close();
  }
}
