import type { RealBrowser } from '../../../../e2e/support/browser.ts';
import type { Kill } from '../plan.ts';
import type { Tab } from './tab.ts';

/** Ends a tab in one of the ways. Resolves when it is over; only `browser-kill` takes the browser with it. */
export async function kill(how: Kill, tab: Tab, browser: RealBrowser): Promise<void> {
  const { page } = tab;
  switch (how) {
    case 'tab-crash': {
      const crashed = page.waitForEvent('crash', { timeout: 0 });
      const session = await browser.context.newCDPSession(page);
      // Never answered: whoever would answer has crashed.
      session.send('Page.crash').catch(() => undefined);
      await crashed;
      return page.close();
    }
    case 'tab-close': {
      const closed = page.waitForEvent('close', { timeout: 0 });
      const session = await browser.context.newCDPSession(page);
      const { targetInfo } = await session.send('Target.getTargetInfo');
      const control = await browser.browser.newBrowserCDPSession();
      await control.send('Target.closeTarget', { targetId: targetInfo.targetId });
      await closed;
      return;
    }
    case 'renderer-kill': {
      const control = await browser.browser.newBrowserCDPSession();
      const { processInfo } = await control.send('SystemInfo.getProcessInfo');
      const crashed = page.waitForEvent('crash', { timeout: 0 });
      for (const { type, id } of processInfo) if (type === 'renderer') process.kill(id, 'SIGKILL');
      await crashed;
      return page.close();
    }
    case 'browser-kill':
      return browser.kill();
    case 'worker-end':
      return tab.terminateWorker();
  }
}
