import type uPlot from 'uplot';
import { formatNumber } from '../format/numbers.ts';
import { drawBands } from './draw-bands.ts';
import { drawMarks } from './draw-marks.ts';
import { drawUprights } from './draw-uprights.ts';
import { isDense } from './lay-marks.ts';
import type { ChartShare, ChartSpec, DrawnMarks } from './chart-spec.ts';
import { hasTwoLines, timeMarks } from './time-marks.ts';

/**
 * What uPlot is asked for. `spec` gives the chart as it is now: the same drawing is moved over time and scaled.
 */
export function chartOptions(
  Plot: typeof uPlot,
  place: HTMLElement,
  { spec, share }: { spec: () => ChartSpec; share: ChartShare },
): uPlot.Options {
  const { data, height, name } = spec();
  const axis = { stroke: share.color('text-muted'), font: `12px ${getComputedStyle(place).fontFamily}` };
  const grid = { stroke: share.color('chart-grid'), width: 1 };
  // Ends of an upright line are not joined over time: that line would say something else.
  const width = data.joins === 'upright' ? 0 : 1.5;
  return {
    width: Math.max(place.clientWidth, 120),
    height,
    padding: [6, 8, 0, 0],
    legend: { show: false },
    scales: {
      x: { time: true, range: () => [spec().time.from / 1000, spec().time.to / 1000] },
      y: { range: () => [...spec().values] },
    },
    series: [
      {},
      ...data.columns.map(({ color }) => ({
        stroke: share.color(color),
        width,
        paths: linesOf(Plot, spec),
        // Marks are drawn by shape, over the line: see `draw-marks`.
        points: { show: false },
      })),
    ],
    axes: [
      {
        ...axis,
        grid,
        size: () => (hasTwoLines(spec().time) ? 42 : 26),
        space: 58,
        values: (_plot, ticks) => timeMarks(ticks, spec().time, spec().locale),
      },
      {
        ...axis,
        grid,
        size: 38,
        space: 26,
        values: (_plot, ticks) => ticks.map((tick) => formatNumber(tick, spec().locale)),
      },
    ],
    cursor: {
      y: false,
      drag: { x: share.onSelect !== undefined, y: false, setScale: false },
      sync: { key: share.syncKey, setSeries: false },
      points: { size: 11 },
    },
    hooks: {
      drawClear: [(plot) => drawBands(plot, spec(), share, Plot.pxRatio)],
      draw: [
        (plot) => {
          // Not as an argument of `onDrawn?.()`: without a listener nothing would be drawn.
          const marks = drawAll(plot, spec(), share, Plot.pxRatio);
          share.onDrawn?.(name, marks);
        },
      ],
      setCursor: [(plot) => share.onPoint(name, plot.cursor.idx ?? undefined)],
      setSelect: [
        (plot) => {
          const { left, width: selected } = plot.select;
          if (selected < 4 || !share.onSelect) return;
          const at = (x: number) => plot.posToVal(x, 'x') * 1000;
          const span = { from: at(left), to: at(left + selected) };
          plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
          share.onSelect(span);
        },
      ],
    },
  };
}

/**
 * Straight lines from point to point (CHT-18). Where there are many points in each pixel they would only cover the strokes
 * that the points have become, and cost as much again.
 */
function linesOf(Plot: typeof uPlot, spec: () => ChartSpec): uPlot.Series.PathBuilder {
  const lines = Plot.paths.linear?.();
  return (plot, series, first, last) =>
    spec().data.joins === 'upright' || isDense(last - first, plot.bbox.width)
      ? null
      : (lines?.(plot, series, first, last) ?? null);
}

function drawAll(plot: uPlot, spec: ChartSpec, share: ChartShare, ratio: number): DrawnMarks {
  if (spec.data.joins === 'upright') drawUprights(plot, spec, share, ratio);
  const drawn = spec.data.columns.map((column) => drawMarks(plot, spec, { column, share, ratio }));
  const sum = (of: keyof DrawnMarks) => drawn.reduce((total, marks) => total + marks[of], 0);
  return { crowded: sum('crowded'), hollow: sum('hollow'), above: sum('above'), below: sum('below') };
}
