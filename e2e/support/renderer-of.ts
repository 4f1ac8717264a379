import type { Page } from 'playwright-core';
import type { RealBrowser } from './browser.ts';

/** In milliseconds: longer than what else a renderer does meanwhile. */
const BUSY_MS = 500;

/**
 * The process in which a page and its worker run: the renderer whose time on the processor grows most while the page is
 * busy. Stopped, it stands still as a whole, as a tab does that the system put to sleep. (`Page.setWebLifecycleState` is
 * accepted for a page that counts as visible, and stops nothing: its timers were seen to run on.)
 */
export async function rendererOf(page: Page, { browser }: Pick<RealBrowser, 'browser'>): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const cpuTimes = async () => {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    const renderers = processInfo.filter(({ type }) => type === 'renderer');
    return new Map(renderers.map(({ id, cpuTime }) => [id, cpuTime]));
  };
  const earlier = await cpuTimes();
  await page.evaluate((busyMs) => {
    const start = performance.now();
    while (performance.now() - start < busyMs);
  }, BUSY_MS);
  const grown = [...(await cpuTimes())].map(([id, time]) => ({ id, by: time - (earlier.get(id) ?? 0) }));
  await session.detach();
  const [most] = grown.sort((a, b) => b.by - a.by);
  if (!most) throw new Error('The browser has no renderer.');
  return most.id;
}
