/** The page in which the lists stand: as their elements show what a page gives them. */
import '../../packages/components/src/define/conditions.ts';
import '../../packages/components/src/define/lab-results.ts';
import { conditions, laboratory } from './list-records.mjs';
import { untilPainted } from './painted.mjs';

/** Of results there are a hundred rows at most: ten thousand are a hundred of each analysis, and none is left to press. */
const LISTS = {
  conditions: { tag: 'samspil-conditions', records: conditions, presses: 20 },
  'lab-results': { tag: 'samspil-lab-results', records: laboratory, presses: 0 },
};

let chosen;
let records;

/** A new element with some of the records, laid out; gives it and how long that took. */
async function shown(count) {
  const element = document.createElement(chosen.tag);
  const resources = records.slice(0, count);
  const start = performance.now();
  element.resources = resources;
  document.body.append(element);
  await element.updateComplete;
  element.getBoundingClientRect();
  const ms = performance.now() - start;
  if (chosen.presses > 0 && count > 100 && !moreOf(element))
    throw new Error('nothing says that there is more');
  return { element, ms };
}

const moreOf = (element) => element.shadowRoot.querySelector('.more button');

let scrolled;

globalThis.bench = {
  lists: () => Object.keys(LISTS),
  prepare(name, count) {
    chosen = LISTS[name];
    records = chosen.records(count);
  },
  async paint(count) {
    const { element, ms } = await shown(count);
    await untilPainted(() => undefined);
    element.remove();
    await untilPainted(() => undefined);
    return ms;
  },
  async beginToScroll(count) {
    scrolled = (await shown(count)).element;
    await untilPainted(() => undefined);
  },
  /** Scrolls to the end and asks for more there, again and again; the longest task the browser told of, 0 for none. */
  async scroll() {
    let longest = 0;
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
    });
    observer.observe({ type: 'longtask' });
    for (let press = 0; press < chosen.presses; press++) {
      await scrolledToTheEnd();
      // Looking for the button and counting are no part of the press.
      const [button, before] = [moreOf(scrolled), rowsOf(scrolled)];
      await untilPainted(() => undefined);
      await untilPainted(() => button.click());
      await untilPainted(() => undefined);
      if (rowsOf(scrolled) <= before) throw new Error('no more rows came');
    }
    await scrolledToTheEnd();
    // What was observed is told a moment after.
    await new Promise((resolve) => setTimeout(resolve, 50));
    observer.disconnect();
    return longest;
  },
  endScrolling() {
    scrolled.remove();
    scrollTo(0, 0);
  },
};

const rowsOf = (element) => element.shadowRoot.querySelector('ul.rows').childElementCount;

/** As a wheel does: a screen at a time at most, a frame for each step, ten screens of the newest rows. */
async function scrolledToTheEnd() {
  const end = () => document.documentElement.scrollHeight - innerHeight;
  scrollTo(0, Math.max(scrollY, end() - innerHeight * 10));
  while (scrollY < end() - 1) await untilPainted(() => scrollBy(0, innerHeight * 0.8));
}
