import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { findBrowser } from '../browser.mjs';
import type { Driver } from './driver.ts';

/** How long a page that was visited may go on leading elsewhere, in milliseconds. */
const SETTLE_MS = 350;

export async function openChromium(): Promise<Driver> {
  const { executablePath, args, env } = await findBrowser();
  const profile = await mkdtemp(join(tmpdir(), 'samspil-range-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    args,
    env: env as Record<string, string>,
    headless: true,
    acceptDownloads: true,
  });
  const page = context.pages()[0] ?? (await context.newPage());
  const opened: string[] = [];
  let isVisiting = false;
  context.on('page', (other) => {
    if (!isVisiting) opened.push(`a tab: ${other.url()}`);
    if (!isVisiting) void other.close();
  });
  page.on('dialog', (dialog) => {
    opened.push(`a dialog: ${dialog.type()}`);
    void dialog.dismiss();
  });
  return {
    name: `Chromium ${context.browser()?.version() ?? ''}`,
    profile,
    goto: async (url) => {
      await page.goto(url, { waitUntil: 'load' });
    },
    evaluate: (expression) => page.evaluate(expression),
    async visit(url) {
      isVisiting = true;
      const tab = await context.newPage();
      isVisiting = false;
      await tab.goto(url, { waitUntil: 'load' }).catch(() => undefined);
      await tab.waitForTimeout(SETTLE_MS);
      await tab.close();
    },
    takeOpened: async () => opened.splice(0),
    async close() {
      await context.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}
