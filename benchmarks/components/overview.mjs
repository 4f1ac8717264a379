/**
 * The chart of one patient from data the page has: banner, vital signs over a day, a hundred laboratory results, medication,
 * allergies and tasks, all put on the page at once, until they are laid out. The peer is the same DOM in plain Lit: six
 * elements with the same styles whose templates are made of what ours put there (`twin.mjs`), and bare uPlot in the
 * places of the charts. Each round compares both with it, and fails where a tag, an attribute or a word differs.
 *
 * How to read it: 1 would mean that reading FHIR, units, dates, groups, states and three languages cost nothing: the twin
 * knows every word before it begins. Nobody's hand-written page does.
 */
import { figure } from '../support/figure.mjs';
import { openPage } from '../support/open-page.mjs';
import { rounds } from '../support/rounds.mjs';
import { servePage } from './serve-page.mjs';

/** @param {import('playwright-core').Browser} browser */
export async function measureOverview(browser) {
  const site = await servePage('overview-page');
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  try {
    const { bench } = await openPage(context, site.address);
    const elements = Object.entries(await bench('prepare'));
    console.log(`  elements in each: ${elements.map(([tag, count]) => `${tag} ${count}`).join(', ')}`);
    const found = await rounds(25, 5, { ours: () => bench('ours'), twins: () => bench('twins') });
    figure('chart-page-vs-same-dom-in-plain-lit', found.ours / found.twins, 'ratio', ['<=', 1.5]);
    figure('chart-page', found.ours, 'ms');
  } finally {
    await context.close();
    await site.close();
  }
}
