import type { Frame, Page } from 'puppeteer-core';
import type { KillableBrowser, OpenPage } from '../../faults/kills/run/browser.ts';
import { startFirefox } from '../firefox.ts';
import { killProcesses, processesOf } from './web-processes.ts';

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
        evaluate: (expression) => evaluateIn(page.mainFrame(), expression),
        async frame(prefix) {
          const frame = page.frames().find((candidate) => candidate.url().startsWith(prefix));
          return frame && { evaluate: (expression) => evaluateIn(frame, expression) };
        },
        close: () => page.close(),
      };
      pages.set(one, page);
      return one;
    },
    async end(how, one) {
      if (how === 'browser-kill') return kill();
      if (how === 'tab-close') return pages.get(one)?.close();
      await killProcesses(contentProcesses(child.pid));
    },
    kill,
  };
}

/** As text: BiDi gives an object that is named twice only once. */
async function evaluateIn<T>(frame: Frame, expression: string): Promise<T> {
  const script = `Promise.resolve(${expression}).then((value) => JSON.stringify({ value }))`;
  return (JSON.parse((await frame.evaluate(script)) as string) as { value: T }).value;
}

/** Processes in which pages run, by what their parent called them: a group, as Firefox may fork them from a server. */
function contentProcesses(group: number | undefined): number[] {
  return processesOf(group)
    .filter(({ command }) => / tab$/.test(command))
    .map(({ pid }) => pid);
}
