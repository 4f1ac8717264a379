import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import type { Browser, Page } from 'puppeteer-core';
import type { Driver } from './driver.ts';

const SETTLE_MS = 500;

/** What keeps a test browser quiet. The processes are left as people have them: one for each site. */
const PREFERENCES = {
  'app.update.enabled': false,
  // After a kill it starts as if it had been closed: nobody reopens tabs, and nobody offers a safe mode.
  'browser.sessionstore.resume_from_crash': false,
  'browser.shell.checkDefaultBrowser': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'dom.disable_open_during_load': true,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'remote.active-protocols': 1,
  'toolkit.startup.max_resumed_crashes': -1,
  'toolkit.telemetry.enabled': false,
  'trailhead.firstrun.didSeeAboutWelcome': true,
};

/** A Firefox that listens, with its process. */
export interface RunningFirefox {
  readonly browser: Browser;
  readonly child: ChildProcess;
  readonly exited: Promise<unknown>;
}

/**
 * Firefox through WebDriver BiDi. Started here and not by puppeteer, which puts all of the web into one process
 * (`fission.webContentIsolationStrategy` 0): what a site can do to another one would then be measured in a browser that
 * nobody has. A process group of its own, so that all of it can be killed at once.
 */
export async function startFirefox(executablePath: string, profile: string): Promise<RunningFirefox> {
  const lines = Object.entries(PREFERENCES).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
  );
  await writeFile(join(profile, 'user.js'), lines.join('\n'));
  const child = spawn(
    executablePath,
    ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port=0', 'about:blank'],
    { detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const exited = once(child, 'exit');
  const endpoint = await listening(child);
  const browser = await puppeteer.connect({
    browserWSEndpoint: `${endpoint}/session`,
    protocol: 'webDriverBiDi',
  });
  return { browser, child, exited };
}

export async function openFirefox(executablePath: string): Promise<Driver> {
  const profile = await mkdtemp(join(tmpdir(), 'samspil-firefox-'));
  const { browser, exited } = await startFirefox(executablePath, profile);
  const [blank] = await browser.pages();
  const page = await browser.newPage();
  const opened: string[] = [];
  page.on('dialog', (dialog) => {
    opened.push(`a dialog: ${dialog.type()}`);
    void dialog.dismiss();
  });
  return {
    name: `Firefox ${(await browser.version()).replace(/^firefox\//i, '')}`,
    profile,
    goto: async (url) => {
      await page.goto(url, { waitUntil: 'load' });
    },
    // As text: BiDi gives an object that is named twice only once.
    async evaluate<T>(expression: string) {
      const script = `Promise.resolve(${expression}).then((value) => JSON.stringify({ value }))`;
      return (JSON.parse((await page.evaluate(script)) as string) as { value: T }).value;
    },
    async visit(url) {
      const tab: Page = await browser.newPage();
      await tab.goto(url, { waitUntil: 'load', timeout: 5_000 }).catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
      await tab.close();
    },
    async takeOpened() {
      for (const other of await browser.pages()) {
        if (other === page || other === blank) continue;
        opened.push(`a tab: ${other.url()}`);
        await other.close();
      }
      return opened.splice(0);
    },
    async close() {
      await browser.close();
      await exited;
      await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

/** Firefox says on its error stream where it listens. */
function listening(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const [, address] = /WebDriver BiDi listening on (ws:\S+)/.exec(text) ?? [];
      if (address) resolve(address);
    });
    child.once('exit', () => reject(new Error(`Firefox ended at its start: ${text.slice(-500)}`)));
  });
}
