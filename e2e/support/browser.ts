import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContext } from 'playwright-core';
import { findBrowser } from '../../tools/browser.mjs';

/** A real browser with a profile on disk, in a process group of its own so that all of it can be killed at once. */
export interface RealBrowser {
  context: BrowserContext;
  browser: Browser;
  /** SIGKILL to the whole group: nothing gets to say goodbye. Resolves when the process is gone. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

/** A profile folder that outlives its browsers. */
export async function makeProfile(): Promise<{ folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'samspil-profile-'));
  return {
    folder,
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }),
  };
}

export async function openBrowser(profile: string): Promise<RealBrowser> {
  const { executablePath, args, env } = await findBrowser();
  const child = spawn(
    executablePath,
    [...args, '--headless=new', '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'],
    { detached: true, stdio: ['ignore', 'ignore', 'pipe'], env },
  );
  const endpoint = await debuggingEndpoint(child);
  const browser = await chromium.connectOverCDP(endpoint);
  const [context] = browser.contexts();
  if (!context) throw new Error('The browser has no default context.');
  const exited = once(child, 'exit');
  return {
    browser,
    context,
    async kill() {
      // Killed twice is killed once: there may be no such group any more.
      const isGone = child.exitCode !== null || child.signalCode !== null;
      if (child.pid !== undefined && !isGone) process.kill(-child.pid, 'SIGKILL');
      await exited;
    },
    async close() {
      const session = await browser.newBrowserCDPSession();
      await session.send('Browser.close').catch(() => undefined);
      await exited;
    },
  };
}

/** Chromium says on its error stream where it listens. */
function debuggingEndpoint(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const match = /DevTools listening on (ws:\S+)/.exec(text);
      if (match?.[1]) resolve(match[1]);
    });
    child.once('exit', () => reject(new Error(`The browser ended at its start: ${text.slice(-500)}`)));
  });
}
