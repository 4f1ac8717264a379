/**
 * A list of 10,000 results, given at once: the time until its first rows are laid out, divided by that of 100, and whether
 * the page ever stands still while a person scrolls through it and asks for more.
 *
 * How to read it: 1 would mean that ten thousand cost no more than a hundred. Each list is a new element each time; the
 * two numbers take turns. Tasks are those of the page's main thread in a trace of the browser while it scrolls, and while
 * "Vis flere" is pressed twenty times (two thousand rows and more). The figure is the processor time of the longest, the
 * median of the rounds: on a loaded machine a task is long by the clock for what other processes do. By the clock it is
 * printed beside, as PerformanceObserver gives it to pages (0: none over 50 ms).
 */
import { figure } from '../support/figure.mjs';
import { median } from '../support/median.mjs';
import { openPage } from '../support/open-page.mjs';
import { rounds } from '../support/rounds.mjs';
import { longestTask } from './longest-task.mjs';
import { servePage } from './serve-page.mjs';

const MANY = 10_000;
const FEW = 100;
const SCROLLS = 5;

/** @param {import('playwright-core').Browser} browser */
export async function measureList(browser) {
  const site = await servePage('list-page');
  const context = await browser.newContext({ viewport: { width: 1024, height: 768 } });
  try {
    const { page, bench } = await openPage(context, site.address);
    for (const name of await bench('lists')) {
      await bench('prepare', name, MANY);
      const found = await rounds(40, 15, {
        many: () => bench('paint', MANY),
        few: () => bench('paint', FEW),
      });
      figure(`list-${name}-10000-vs-100`, found.many / found.few, 'ratio', ['<=', 1.5]);
      const tasks = [];
      const observed = [];
      for (let round = 0; round < SCROLLS; round++) {
        await bench('beginToScroll', MANY);
        tasks.push(await longestTask(browser, page, async () => observed.push(await bench('scroll'))));
        await bench('endScrolling');
      }
      console.log(`  longest task of each round: ${tasks.map(Math.round).join(' ')} ms of the processor`);
      figure(`list-${name}-longest-task-while-scrolling`, median(tasks), 'ms', ['<=', 50]);
      figure(`list-${name}-longest-task-by-the-clock`, median(observed), 'ms');
    }
  } finally {
    await context.close();
    await site.close();
  }
}
