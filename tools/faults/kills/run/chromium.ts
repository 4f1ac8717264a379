import type { Frame, Page } from 'playwright-core';
import { openBrowser } from '../../../../e2e/support/browser.ts';
import type { RealBrowser } from '../../../../e2e/support/browser.ts';
import { rendererOf } from '../../../../e2e/support/renderer-of.ts';
import type { KillableBrowser, OpenPage } from './browser.ts';

/** Chromium over its DevTools protocol. */
export async function launchChromium(profile: string): Promise<KillableBrowser> {
  const real = await openBrowser(profile);
  const { context } = real;
  let isGone = false;
  const kill = async () => {
    if (!isGone) await real.kill();
    isGone = true;
  };
  const pages = new WeakMap<OpenPage, Page>();
  const opened = (page: Page, frame: Frame = page.mainFrame()): OpenPage => {
    const one: OpenPage = {
      evaluate: <T>(expression: string) => frame.evaluate<T>(expression),
      async frame(prefix) {
        const found = page.frames().find((candidate) => candidate.url().startsWith(prefix));
        return found && { evaluate: <T>(expression: string) => found.evaluate<T>(expression) };
      },
      close: () => page.close(),
      control: () => context.newCDPSession(page),
      async freeze() {
        const renderer = await rendererOf(page, real);
        process.kill(renderer, 'SIGSTOP');
        return () => process.kill(renderer, 'SIGCONT');
      },
    };
    pages.set(one, page);
    return one;
  };
  return {
    name: `Chromium ${real.browser.version()}`,
    async openPage(address) {
      const page = await newPage(real);
      await page.goto(address);
      return opened(page);
    },
    async openFramed(address, origin) {
      const page = await newPage(real);
      await page.goto(address);
      const frame = page.frames().find((one) => one.url().startsWith(origin));
      if (!frame) throw new Error('The frame of the other site has no page in it.');
      return opened(page, frame);
    },
    async end(how, one) {
      const page = pages.get(one);
      if (how === 'browser-kill') await kill();
      else if (page) await end(how, page, real);
    },
    kill,
  };
}

/** Who kills every renderer also kills the one that Chromium keeps ready for the next page. */
async function newPage({ context }: RealBrowser): Promise<Page> {
  try {
    return await context.newPage();
  } catch (error) {
    if (!String(error).includes('crashed')) throw error;
    return context.newPage();
  }
}

async function end(how: Parameters<KillableBrowser['end']>[0], page: Page, real: RealBrowser): Promise<void> {
  switch (how) {
    case 'tab-crash': {
      const crashed = page.waitForEvent('crash', { timeout: 0 });
      const session = await real.context.newCDPSession(page);
      // Never answered: whoever would answer has crashed.
      session.send('Page.crash').catch(() => undefined);
      await crashed;
      return page.close();
    }
    case 'tab-close': {
      const closed = page.waitForEvent('close', { timeout: 0 });
      const { targetInfo } = await (await real.context.newCDPSession(page)).send('Target.getTargetInfo');
      const browser = await real.browser.newBrowserCDPSession();
      await browser.send('Target.closeTarget', { targetId: targetInfo.targetId });
      await closed;
      return;
    }
    case 'renderer-kill': {
      const browser = await real.browser.newBrowserCDPSession();
      const { processInfo } = await browser.send('SystemInfo.getProcessInfo');
      const crashed = page.waitForEvent('crash', { timeout: 0 });
      for (const { type, id } of processInfo) if (type === 'renderer') process.kill(id, 'SIGKILL');
      await crashed;
      return page.close();
    }
  }
}
