import { readFileSync, readdirSync } from 'node:fs';
import type { Page } from 'puppeteer-core';
import type { KillableBrowser, OpenPage } from '../../faults/kills/run/browser.ts';
import { startFirefox } from '../firefox.ts';

/** Time for the parent process to notice that a content process is gone; what it does then is not told over BiDi. */
const NOTICE_MS = 500;

/** Firefox for the kills: a tab is closed, the content processes are killed, or everything is. */
export async function launchFirefox(executablePath: string, profile: string): Promise<KillableBrowser> {
  const { browser, child, exited } = await startFirefox(executablePath, profile);
  const pages = new WeakMap<OpenPage, Page>();
  let isGone = false;
  const kill = async () => {
    if (isGone || child.pid === undefined) return;
    isGone = true;
    process.kill(-child.pid, 'SIGKILL');
    await exited;
  };
  return {
    name: `Firefox ${(await browser.version()).replace(/^firefox\//i, '')}`,
    async openPage(address) {
      const page = await browser.newPage();
      await page.goto(address, { waitUntil: 'load' });
      const one: OpenPage = {
        // As text: BiDi gives an object that is named twice only once.
        async evaluate<T>(expression: string) {
          const script = `Promise.resolve(${expression}).then((value) => JSON.stringify({ value }))`;
          return (JSON.parse((await page.evaluate(script)) as string) as { value: T }).value;
        },
        close: () => page.close(),
      };
      pages.set(one, page);
      return one;
    },
    async end(how, one) {
      if (how === 'browser-kill') return kill();
      if (how === 'tab-close') return pages.get(one)?.close();
      for (const pid of contentProcesses(child.pid)) process.kill(pid, 'SIGKILL');
      await new Promise((resolve) => setTimeout(resolve, NOTICE_MS));
    },
    kill,
  };
}

/** Processes in which pages of the web run, by the command line that their parent gave them. */
function contentProcesses(parent: number | undefined): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const [, , ppid] = /^\d+ \((.*)\) \S (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
        return Number(ppid) === parent && /\0tab\0?$/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'));
      } catch {
        // It ended while we looked.
        return false;
      }
    });
}
