/**
 * A list of 10,000 results, given at once: the time until its first rows are laid out, divided by that of 100, and whether
 * the page ever stands still while a person scrolls through it and asks for more.
 *
 * How to read it: 1 would mean that ten thousand cost no more than a hundred. Each list is a new element each time; the
 * two numbers take turns. A long task is what the browser itself reports (PerformanceObserver, over 50 ms): printed are
 * the longest of each round's tasks, and the median of the rounds is the figure, because on a loaded machine a single
 * task can be long for what other processes did.
 */
import { figure } from '../support/figure.mjs';
import { median } from '../support/median.mjs';
import { openPage } from '../support/open-page.mjs';
import { rounds } from '../support/rounds.mjs';
import { servePage } from './serve-page.mjs';

const MANY = 10_000;
const FEW = 100;
const SCROLLS = 5;

/** @param {import('playwright-core').Browser} browser */
export async function measureList(browser) {
  const site = await servePage('list-page');
  const context = await browser.newContext({ viewport: { width: 1024, height: 768 } });
  try {
    const { bench } = await openPage(context, site.address);
    for (const name of await bench('lists')) {
      await bench('prepare', name, MANY);
      const found = await rounds(20, 5, {
        many: () => bench('paint', MANY),
        few: () => bench('paint', FEW),
      });
      figure(`list-${name}-10000-vs-100`, found.many / found.few, 'ratio', ['<=', 1.5]);
      const longest = [];
      for (let round = 0; round < SCROLLS; round++) longest.push(await bench('scroll'));
      console.log(`  longest task of each round: ${longest.map(Math.round).join(' ')} ms (0: none over 50)`);
      figure(`list-${name}-longest-task-while-scrolling`, median(longest), 'ms', ['<=', 50]);
    }
  } finally {
    await context.close();
    await site.close();
  }
}
