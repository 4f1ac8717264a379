import { SamspilError } from '@samspil/sdk';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { existsSync } from 'node:fs';
import type * as playwright from 'playwright-core';
import { closeServer, listen } from '../server/front.ts';
import { serveFile } from '../server/static-files.ts';
import type { BenchState } from './bench-page.ts';

/** What came from the plugin's own frame while it ran. */
export interface Observed {
  /** Errors on the console, and ones nobody caught. */
  readonly errors: string[];
  /** Origins that the frame asked for. */
  readonly origins: Set<string>;
}

/** A browser with the bench in it. */
export interface OpenBench {
  readonly observed: Observed;
  /** Calls a function of the bench by its name. */
  call<T>(name: string, ...given: readonly unknown[]): Promise<T>;
  look(): Promise<BenchState>;
  /** The plugin's frame, while it is on the page. */
  frame(): playwright.Frame | undefined;
  close(): Promise<void>;
}

const INSTALLED = [
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * Opens the bench at `localhost`, so that plugins at `127.0.0.1` lie on another site.
 *
 * @param folder where `bench.html` and `bench.js` are
 * @throws `not-found` when there is no browser, or nothing to drive it with, and says what to install
 */
export async function openBench(folder: string): Promise<OpenBench> {
  const { chromium } = await loadPlaywright();
  const executablePath = process.env['CHROME_PATH'] ?? INSTALLED.find((path) => existsSync(path));
  if (!executablePath) {
    throw new SamspilError(
      'not-found',
      'No Chrome or Chromium is installed here. Install one, or name it in CHROME_PATH.',
    );
  }
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    void serveFile(folder, pathname === '/' ? '/bench.html' : pathname, response, {}).then((isServed) => {
      if (!isServed) response.writeHead(404).end();
    });
  });
  await listen(server, 0, '127.0.0.1');
  const benchOrigin = `http://localhost:${(server.address() as AddressInfo).port}`;
  // Sites apart, as in the browsers that people have; builds for servers do it only when told.
  const args = ['--no-sandbox', '--disable-gpu', '--site-per-process'];
  const browser = await chromium.launch({ executablePath, args });
  const page = await browser.newPage({ viewport: { width: 340, height: 940 }, locale: 'da' });
  const observed: Observed = { errors: [], origins: new Set() };
  const isPlugins = (frame: playwright.Frame | null | undefined) => frame?.parentFrame() === page.mainFrame();
  page.on('console', (message) => {
    const { url } = message.location();
    // What the bench itself says is not the plugin's, nor what the SDK's self-test says where a policy refuses it.
    if (message.type() !== 'error' || url.startsWith(benchOrigin) || /\bdata:,/.test(message.text())) return;
    observed.errors.push(message.text());
  });
  page.on('pageerror', (error) => observed.errors.push(error.message));
  page.on('request', (request) => {
    if (request.isNavigationRequest() || !isPlugins(request.frame())) return;
    const { protocol, origin } = new URL(request.url());
    if (protocol === 'http:' || protocol === 'https:') observed.origins.add(origin);
  });
  await page.goto(`${benchOrigin}/`, { waitUntil: 'load' });
  const call = <T>(name: string, ...given: readonly unknown[]) =>
    page.evaluate(
      ([member, values]) =>
        (window.bench as unknown as Record<string, (...args: unknown[]) => unknown>)[member]?.(...values),
      [name, given] as const,
    ) as Promise<T>;
  return {
    observed,
    call,
    look: () => call<BenchState>('look'),
    frame: () => page.frames().find(isPlugins),
    async close() {
      await browser.close();
      await closeServer(server);
    },
  };
}

async function loadPlaywright(): Promise<typeof playwright> {
  try {
    return await import('playwright-core');
  } catch {
    throw new SamspilError(
      'not-found',
      'This command drives a browser. Run: npm install --save-dev playwright-core axe-core',
    );
  }
}
