/** Tasks of a page's main thread, as the browser itself traces them. */
const TASKS = 'disabled-by-default-devtools.timeline';

/**
 * @param {import('playwright-core').Browser} browser
 * @param {import('playwright-core').Page} page
 * @param {() => Promise<unknown>} work what happens meanwhile
 * @returns {Promise<number>} milliseconds of processor time of the longest task
 */
export async function longestTask(browser, page, work) {
  await browser.startTracing(page, { categories: ['devtools.timeline', TASKS] });
  await work();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  // The page whose layout was traced is this one: no other is at work.
  const { pid, tid } = traceEvents.find(({ name }) => name === 'UpdateLayoutTree');
  const tasks = traceEvents.filter(
    (each) => each.name === 'RunTask' && each.pid === pid && each.tid === tid && each.tdur !== undefined,
  );
  if (tasks.length < 100) throw new Error(`${tasks.length} tasks were traced: that is no scrolling`);
  return Math.max(...tasks.map(({ tdur }) => tdur)) / 1000;
}
