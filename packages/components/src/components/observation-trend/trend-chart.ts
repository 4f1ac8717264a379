import type uPlot from 'uplot';
import { formatNumber } from '../../format/numbers.ts';
import { formatDayAndMonth, formatTime } from '../../format/dates.ts';
import type { TrendName, TrendPoint } from './trend-series.ts';

/** What one chart draws. */
export interface ChartSpec {
  readonly name: TrendName;
  readonly points: readonly TrendPoint[];
  readonly time: { from: number; to: number };
  readonly values: readonly [number, number];
  readonly band: { min: number; max: number } | undefined;
  readonly locale: string;
}

/** What the charts of one element have in common. */
export interface ChartShare {
  /** Cursors of charts with the same key move together (CHT-10). */
  readonly syncKey: string;
  /** The colour of a role on this page, as the browser computes it. */
  color(role: 'chart-line' | 'chart-band' | 'chart-grid' | 'text-muted' | 'surface'): string;
  /** The point under the cursor changed. */
  onPoint(name: TrendName, point: TrendPoint | undefined): void;
}

type Plot = typeof uPlot;

/** One chart in its place on the page: points on their time and value, a band to compare with, light grid lines. */
export class TrendChart {
  readonly #plot: uPlot;

  constructor(Plot: Plot, place: HTMLElement, spec: ChartSpec, share: ChartShare) {
    this.#plot = new Plot(optionsOf(Plot, place, spec, share), dataOf(spec), place);
  }

  resize(width: number): void {
    if (width > 0 && Math.abs(width - this.#plot.width) > 1)
      this.#plot.setSize({ width, height: this.#plot.height });
  }

  /** Moves the line to an instant, for the keyboard: it stands at the reading nearest to it. */
  moveTo(at: number): void {
    this.#plot.setCursor({ left: this.#plot.valToPos(at / 1000, 'x'), top: 1 });
  }

  destroy(): void {
    this.#plot.destroy();
  }
}

/** Height of a chart in CSS pixels. */
const chartHeight = 124;

function dataOf({ points }: ChartSpec): uPlot.AlignedData {
  const first = points.map(({ value }) => (typeof value === 'number' ? value : null));
  const second = points.map((point) => point.second ?? null);
  const times = points.map(({ at }) => at / 1000);
  return second.some((value) => value !== null) ? [times, first, second] : [times, first];
}

function optionsOf(Plot: Plot, place: HTMLElement, spec: ChartSpec, share: ChartShare): uPlot.Options {
  const { name, points, time, values, locale } = spec;
  const line = share.color('chart-line');
  const isPressure = name === 'bloodPressure';
  const mark = (stroke: string): uPlot.Series => ({
    stroke,
    // Pressures are the two ends of one upright line; a line from reading to reading would say something else.
    width: isPressure ? 0 : 1.5,
    points: { show: true, size: 7, width: 1.5, stroke: share.color('surface'), fill: stroke },
    spanGaps: true,
  });
  const axis = { stroke: share.color('text-muted'), font: '12px system-ui, sans-serif' };
  const grid = { stroke: share.color('chart-grid'), width: 1 };
  return {
    width: Math.max(place.clientWidth, 120),
    height: chartHeight,
    padding: [6, 8, 0, 0],
    legend: { show: false },
    scales: {
      x: { time: true, range: [time.from / 1000, time.to / 1000] },
      y: { range: [values[0], values[1]] },
    },
    series: [{}, mark(line), ...(points.some((point) => point.second !== undefined) ? [mark(line)] : [])],
    axes: [
      {
        ...axis,
        grid,
        size: spec.time.to - spec.time.from > 2 * 86_400_000 ? 26 : 42,
        space: 58,
        values: (_plot, ticks) =>
          ticks.map((tick, index) => timeMark(tick * 1000, beforeIn(ticks, index), spec)),
      },
      {
        ...axis,
        grid,
        size: 38,
        space: 26,
        values: (_plot, ticks) => ticks.map((tick) => formatNumber(tick, locale)),
      },
    ],
    cursor: {
      y: false,
      drag: { x: false, y: false },
      sync: { key: share.syncKey, setSeries: false },
      points: { size: 11 },
    },
    hooks: {
      drawClear: [(plot) => drawBand(plot, spec, share.color('chart-band'))],
      draw: isPressure ? [(plot) => drawPressures(plot, points, line, Plot.pxRatio)] : [],
      setCursor: [(plot) => share.onPoint(name, points[plot.cursor.idx ?? -1])],
    },
  };
}

/**
 * Two levels (CHT-14): the time of day, and below it the date where a day begins. Over several days the mark of midnight
 * is the date alone.
 */
function timeMark(tick: number, before: number | undefined, { time, locale }: ChartSpec): string {
  const date = (at: number) => formatDayAndMonth(at, locale);
  const at = new Date(tick);
  if (time.to - time.from > 2 * 86_400_000) {
    return at.getHours() === 0 && at.getMinutes() === 0 ? date(tick) : formatTime(at, locale);
  }
  const isNewDay = before === undefined || date(before) !== date(tick);
  return isNewDay ? `${formatTime(at, locale)}\n${date(tick)}` : formatTime(at, locale);
}

/** The mark before, in milliseconds. */
function beforeIn(ticks: readonly number[], index: number): number | undefined {
  const before = ticks[index - 1];
  return before === undefined ? undefined : before * 1000;
}

/** Behind everything: the values without points in NEWS2. */
function drawBand(plot: uPlot, { band, values }: ChartSpec, color: string): void {
  if (!band) return;
  const { ctx, bbox } = plot;
  const top = plot.valToPos(Math.min(band.max, values[1]), 'y', true);
  const bottom = plot.valToPos(Math.max(band.min, values[0]), 'y', true);
  ctx.save();
  ctx.fillStyle = color;
  ctx.fillRect(bbox.left, top, bbox.width, bottom - top);
  ctx.restore();
}

/** Systolic and diastolic as the ends of one upright line (CHT-08). */
function drawPressures(plot: uPlot, points: readonly TrendPoint[], color: string, ratio: number): void {
  const { ctx } = plot;
  ctx.save();
  ctx.strokeStyle = color;
  ctx.lineWidth = 2 * ratio;
  for (const { at, value, second } of points) {
    const x = plot.valToPos(at / 1000, 'x', true);
    if (typeof value !== 'number' || second === undefined || x < plot.bbox.left) continue;
    ctx.beginPath();
    ctx.moveTo(x, plot.valToPos(value, 'y', true));
    ctx.lineTo(x, plot.valToPos(second, 'y', true));
    ctx.stroke();
  }
  ctx.restore();
}
