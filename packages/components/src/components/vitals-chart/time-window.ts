import type { TimeSpan } from '../../charts/chart-spec.ts';

const hour = 3_600_000;

/** The set ranges of time, each of a fixed length that ends now (CHT-11); `all` goes back to the first measurement. */
export const periods = {
  '12h': 12 * hour,
  '24h': 24 * hour,
  '7d': 168 * hour,
  '30d': 720 * hour,
  all: undefined,
} as const;

/** How far back the charts go. */
export type VitalsPeriod = keyof typeof periods;

/** No chart needs to be closer than this. */
const shortest = hour / 6;

/** Room after now, so that the newest point does not touch the edge. */
const margin = 0.03;

/** The span of a set period. */
export function spanOf(period: VitalsPeriod, { first, now }: { first: number; now: number }): TimeSpan {
  const length = periods[period] ?? Math.max(now - first, 24 * hour) * (1 + margin);
  return { from: now - length, to: now + length * margin };
}

/** Closer (`factor` below 1) or farther, about an instant: what stands there stays there. */
export function zoomed({ from, to }: TimeSpan, factor: number, about = (from + to) / 2): TimeSpan {
  const wanted = Math.max((to - from) * factor, Math.min(shortest, to - from));
  const held = Math.min(Math.max(about, from), to);
  const start = held - ((held - from) / (to - from)) * wanted;
  return { from: start, to: start + wanted };
}

/** Half a span earlier (-1) or later (1). */
export function panned({ from, to }: TimeSpan, direction: -1 | 1): TimeSpan {
  const step = ((to - from) / 2) * direction;
  return { from: from + step, to: to + step };
}

/** A stretch that was drawn over, not shorter than the shortest. */
export function selected({ from, to }: TimeSpan): TimeSpan {
  return to - from >= shortest ? { from, to } : zoomed({ from, to: from + shortest }, 1);
}
