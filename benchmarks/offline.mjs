/**
 * What works without a connection, and what it costs, in a real browser on one origin: records held on the device, sealed,
 * against the same records in clear. Medians of several rounds; the sides take turns.
 */
import { chromium } from 'playwright-core';
import { findBrowser } from '../tools/browser.mjs';
import { measureHeldRecords } from './offline/held-records.mjs';
import { serveWard } from './offline/serve-ward.mjs';

const ward = await serveWard();
const { executablePath, args, env } = await findBrowser();
const browser = await chromium.launch({ executablePath, args, env });
try {
  console.log(`Chromium ${browser.version()}`);
  await measureHeldRecords(browser, ward);
} finally {
  await browser.close();
  await ward.close();
}
