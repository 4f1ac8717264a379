/**
 * The vitals chart with 100,000 points: six series in five charts (blood pressure has two), as 83,335 Observations. Timed
 * from giving the Observations until the charts are painted. The peer is uPlot by itself, as a developer would use it:
 * a loop that picks the values out of the same Observations, and five plots of the same size.
 *
 * How to read it: 1 would mean that everything beyond the curves is free: known codes of seven systems, units, what is
 * entered in error, order, doubles, the latest values, the score and its bands, marks by shape, strokes where points
 * crowd. `from-arrays` is uPlot alone with the numbers already picked out: no page gets its record like that, and nothing
 * but drawing is in it.
 */
import { figure } from '../support/figure.mjs';
import { openPage } from '../support/open-page.mjs';
import { rounds } from '../support/rounds.mjs';
import { servePage } from './serve-page.mjs';

const POINTS = 100_000;

/** @param {import('playwright-core').Browser} browser */
export async function measureChart(browser) {
  const site = await servePage('chart-page');
  const context = await browser.newContext({ viewport: { width: 1280, height: 1400 } });
  try {
    const { bench } = await openPage(context, site.address);
    await bench('prepare', POINTS);
    const found = await rounds(25, 5, {
      chart: () => bench('ours'),
      uplot: () => bench('bare'),
      arrays: () => bench('arrays'),
    });
    figure('chart-100k-vs-bare-uplot', found.chart / found.uplot, 'ratio', ['<=', 1.3]);
    figure('chart-100k', found.chart, 'ms');
    figure('chart-100k-vs-uplot-from-arrays', found.chart / found.arrays, 'ratio');
    const zoom = await rounds(25, 5, { chart: () => bench('zoomOurs'), uplot: () => bench('zoomBare') });
    figure('chart-100k-zoom-vs-bare-uplot', zoom.chart / zoom.uplot, 'ratio');
  } finally {
    await context.close();
    await site.close();
  }
}
