import { expect, fixture, html } from '@open-wc/testing';
import uPlot from 'uplot';
import { chartOptions } from './chart-options.ts';
import type { ChartSpec } from './chart-spec.ts';
import { timeMarks } from './time-marks.ts';

const at = (iso: string) => new Date(iso).getTime();
const hour = 3_600_000;
const from = at('2026-03-01T20:00:00');
const spec: ChartSpec = {
  name: 'temperature',
  data: {
    times: [1, 3, 5, 7].map((hours) => (from + hours * hour) / 1000),
    columns: [{ values: [37, 38.5, null, 39], shape: 'triangle', color: 'series-temperature' }],
    joins: 'line',
  },
  time: { from, to: from + 10 * hour },
  values: [34, 41.5],
  bands: [],
  locale: 'da',
  height: 132,
};

const optionsOf = (place: HTMLElement, given = spec) =>
  chartOptions(uPlot, place, {
    spec: () => given,
    share: { syncKey: 'x', color: () => '#123456', onPoint: () => undefined },
  });

async function drawn(given: ChartSpec = spec): Promise<uPlot> {
  const place = await fixture<HTMLElement>(html`<div style="width: 600px"></div>`);
  const plot = new uPlot(
    optionsOf(place, given),
    [[...given.data.times], ...given.data.columns.map(({ values }) => [...values])],
    place,
  );
  await new Promise((resume) => requestAnimationFrame(resume));
  return plot;
}

describe('what a chart is drawn with', () => {
  it('CHT-14 time lies horizontally and in proportion, with marks in two levels; values have marks too', async () => {
    const plot = await drawn();
    const places = spec.data.times.map((time) => plot.valToPos(time, 'x'));
    const [first = 0, second = 0, third = 0] = places;
    expect(third - second).to.be.closeTo(second - first, 0.01);
    expect(plot.valToPos(from / 1000, 'x')).to.be.closeTo(0, 0.01);
    const night = ['2026-03-01T22:00:00', '2026-03-02T00:00:00', '2026-03-02T02:00:00'];
    expect(
      timeMarks(
        night.map((iso) => at(iso) / 1000),
        spec.time,
        'da',
      ),
    ).to.deep.equal(['22.00\n1.3', '00.00\n2.3', '02.00']);
    for (const axis of plot.axes) expect(axis.show).to.equal(true);
    plot.destroy();
  });

  it('CHT-15 CHT-21 each mark has one label, level with the page, of a readable size and without brackets', async () => {
    const plot = await drawn();
    const axes = optionsOf(plot.root).axes ?? [];
    for (const { rotate, font } of axes) {
      expect(rotate).to.equal(undefined);
      expect(Number.parseFloat(font ?? '')).to.be.at.least(12);
    }
    const label = axes[1]?.values as (plot: uPlot, ticks: number[]) => string[];
    expect(label(plot, [36, 37.5, 39])).to.deep.equal(['36', '37,5', '39']);
    plot.destroy();
  });

  it('CHT-16 the values begin where the sense of them does, not at zero', async () => {
    const plot = await drawn();
    expect([plot.scales['y']?.min, plot.scales['y']?.max]).to.deep.equal([34, 41.5]);
    plot.destroy();
  });

  it('CHT-17 CHT-18 lines are thinner than a mark and no thinner than the grid; a missing value interrupts them', async () => {
    const plot = await drawn();
    const { series, axes = [] } = optionsOf(plot.root);
    const width = series[1]?.width ?? 0;
    expect(width).to.be.lessThan(7.5);
    for (const { grid } of axes) expect(grid?.width).to.be.at.most(width);
    expect(plot.series[1]?.spanGaps === true, 'nothing joins over a gap').to.equal(false);
    plot.destroy();
  });

  it('CHT-18 two ends of one moment are not joined over time', async () => {
    const upright: ChartSpec = { ...spec, data: { ...spec.data, joins: 'upright' } };
    expect(optionsOf(document.body, upright).series[1]?.width).to.equal(0);
  });
});
