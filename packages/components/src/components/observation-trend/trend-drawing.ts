import type { ChartBand, ChartData, ChartSpec } from '../../charts/chart-spec.ts';
import { bandOf, type TrendName, type TrendPoint } from './trend-series.ts';

/** Kept per list of points, so that a chart is drawn anew only for new data. */
const drawn = new WeakMap<readonly TrendPoint[], ChartData>();

const bands = new Map<TrendName, readonly ChartBand[]>();

/** Height of a chart in CSS pixels. */
const height = 124;

/** What the chart of one sign draws. */
export function drawingOf(
  name: TrendName,
  points: readonly TrendPoint[],
  frame: Pick<ChartSpec, 'time' | 'values' | 'locale'>,
): ChartSpec {
  return { name, data: dataOf(name, points), bands: bandsOf(name), height, ...frame };
}

function dataOf(name: TrendName, points: readonly TrendPoint[]): ChartData {
  const kept = drawn.get(points);
  if (kept) return kept;
  const column = (values: (number | null)[]) => ({ values, shape: 'circle', color: 'chart-line' }) as const;
  const second = points.map((point) => point.second ?? null);
  const data: ChartData = {
    times: points.map(({ at }) => at / 1000),
    columns: [
      column(points.map(({ value }) => (typeof value === 'number' ? value : null))),
      ...(second.some((value) => value !== null) ? [column(second)] : []),
    ],
    joins: name === 'bloodPressure' ? 'upright' : 'line',
  };
  drawn.set(points, data);
  return data;
}

function bandsOf(name: TrendName): readonly ChartBand[] {
  const kept = bands.get(name);
  if (kept) return kept;
  const band = bandOf(name);
  const made = band ? [{ ...band, color: 'chart-band' }] : [];
  bands.set(name, made);
  return made;
}
