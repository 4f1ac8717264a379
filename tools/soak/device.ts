import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { makeProfile, openBrowser } from '../../e2e/support/browser.ts';
import type { RealBrowser } from '../../e2e/support/browser.ts';
import type { Contents } from './pages/contents.ts';
import type { Burst, SoakPageOptions } from './pages/messages.ts';
import type { Soak } from './pages/page.ts';

declare const soak: Soak;

/** What a device takes up when it has nothing left to do. Bytes. */
export interface Footprint {
  /** Memory that the page's process has for itself: page and worker, after everything that can be freed was. */
  readonly memory: number;
  /** What the browser says the origin stores. */
  readonly storage: number;
  readonly contents: Contents;
  /** What lies on the disk for it, files that are still to be compacted included. */
  readonly disk: number;
}

/** One browser with its profile and the page in it. */
export class SoakDevice {
  readonly #profile: Awaited<ReturnType<typeof makeProfile>>;
  readonly #address: string;
  #browser: RealBrowser;
  #page: Page;

  private constructor(
    profile: Awaited<ReturnType<typeof makeProfile>>,
    address: string,
    browser: RealBrowser,
    page: Page,
  ) {
    this.#profile = profile;
    this.#address = address;
    this.#browser = browser;
    this.#page = page;
  }

  static async open(origin: string): Promise<SoakDevice> {
    const options: SoakPageOptions = { fhirBaseUrl: `${origin}/fhir` };
    const address = `${origin}/?options=${encodeURIComponent(JSON.stringify(options))}`;
    const profile = await makeProfile();
    const browser = await openBrowser(profile.folder);
    return new SoakDevice(profile, address, browser, await openPage(browser, address));
  }

  save(burst: Burst): Promise<number[]> {
    return this.#page.evaluate((one) => soak.save(one), burst);
  }

  left(): Promise<number> {
    return this.#page.evaluate(() => soak.left());
  }

  flush(): Promise<void> {
    return this.#page.evaluate(() => soak.flush());
  }

  /** The tab crashes in the middle of whatever it does, and is opened again. */
  async crash(): Promise<void> {
    const crashed = this.#page.waitForEvent('crash', { timeout: 0 });
    const session = await this.#browser.context.newCDPSession(this.#page);
    // Never answered: whoever would answer has crashed.
    session.send('Page.crash').catch(() => undefined);
    await crashed;
    await this.#page.close();
    this.#page = await openPage(this.#browser, this.#address);
  }

  /** The whole browser is killed, and started again with the same profile. */
  async kill(): Promise<void> {
    await this.#browser.kill();
    this.#browser = await openBrowser(this.#profile.folder);
    this.#page = await openPage(this.#browser, this.#address);
  }

  async footprint(): Promise<Footprint> {
    const session = await this.#browser.context.newCDPSession(this.#page);
    await session.send('Memory.simulatePressureNotification', { level: 'critical' });
    await session.send('HeapProfiler.collectGarbage');
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await session.detach();
    const memory = await this.#rendererMemory();
    const contents = await this.#page.evaluate(() => soak.contents());
    const storage = await this.#page.evaluate(() => soak.usage());
    return {
      memory,
      storage,
      contents,
      disk: await sizeOf(join(this.#profile.folder, 'Default', 'IndexedDB')),
    };
  }

  async close(): Promise<void> {
    await this.#browser.kill();
    await this.#profile.remove();
  }

  /** Of the largest renderer: the page's, for the others are empty. */
  async #rendererMemory(): Promise<number> {
    const control = await this.#browser.browser.newBrowserCDPSession();
    const { processInfo } = await control.send('SystemInfo.getProcessInfo');
    await control.detach();
    const sizes = await Promise.all(
      processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => privateMemory(id)),
    );
    return Math.max(...sizes);
  }
}

async function openPage(browser: RealBrowser, address: string): Promise<Page> {
  const page = await browser.context.newPage();
  await page.goto(address);
  return page;
}

async function privateMemory(pid: number): Promise<number> {
  const table = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  const kilobytes = [...table.matchAll(/^Private_(?:Clean|Dirty):\s+(\d+) kB/gm)].map(([, size]) =>
    Number(size),
  );
  return kilobytes.reduce((sum, size) => sum + size, 0) * 1024;
}

async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  const sizes = entries.map((entry) =>
    entry.isFile()
      ? stat(join(entry.parentPath, entry.name)).then(
          ({ size }) => size,
          () => 0,
        )
      : 0,
  );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
