import type { TrendName, TrendPoint } from './trend-series.ts';

/** How far back the charts go. */
export type TrendPeriod = '24h' | '7d' | 'all';

const day = 86_400_000;

/** The range of time all charts share (CHT-19), in milliseconds. A set ratio, never stretched to the data (CHT-11). */
export function timeRange(
  period: TrendPeriod,
  points: readonly TrendPoint[],
  now: number,
): { from: number; to: number } {
  const margin = 0.03;
  const first = Math.min(now - day, ...points.map(({ at }) => at));
  const from =
    period === '24h' ? now - day : period === '7d' ? now - 7 * day : first - (now - first) * margin;
  return { from, to: now + (now - from) * margin };
}

/** Value ranges by clinical sense (CHT-11). Values beyond them widen the range, so that nothing is out of view. */
const usual: Readonly<Record<TrendName, readonly [number, number]>> = {
  respiratoryRate: [4, 36],
  oxygenSaturation: [82, 101],
  bloodPressure: [40, 200],
  pulse: [30, 150],
  consciousness: [0, 1],
  temperature: [34.5, 41],
};

export function valueRange(name: TrendName, points: readonly TrendPoint[]): [number, number] {
  const values = points
    .flatMap(({ value, second }) => [value, second ?? value])
    .filter((v) => typeof v === 'number');
  const [low, high] = usual[name];
  const margin = (high - low) * 0.05;
  const least = Math.min(...values);
  const greatest = Math.max(...values);
  return [least < low ? least - margin : low, greatest > high ? greatest + margin : high];
}
