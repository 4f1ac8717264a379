import { POLICY_NAMES, simulate } from './outage.ts';
import type { Drain, Outage, PolicyName } from './outage.ts';

/** One line of the outcome. Without a bar it is there for comparison. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  bar?: readonly ['<=' | '>=', number];
}

/**
 * Bars for ours, and why there:
 * - peak 5: what a gateway sheds without its own queue growing. Ten thousand devices cannot agree among themselves, so it is
 *   above 1; a fleet that comes back together sends two hundred times the limit.
 * - time 2.5: after two hours a device tries every five minutes at the latest, which alone is 1.2 here. The rest is what
 *   the server's own `Retry-After` costs.
 * - fairness 0.65 and p99 ÷ median 3.5: of one wait drawn evenly by everybody Jain's index is 0.75. Below, some wait for others.
 * - requests ÷ writes 2: of two requests at least one does something.
 */
const BARS = {
  peak: ['<=', 5],
  timeVsIdeal: ['<=', 2.5],
  fairness: ['>=', 0.65],
  p99VsMedian: ['<=', 3.5],
  requestsPerWrite: ['<=', 2],
} as const satisfies Partial<Record<keyof Drain, readonly ['<=' | '>=', number]>>;

const NAMES = {
  peak: 'peak-vs-limit',
  timeVsIdeal: 'time-to-drain-vs-ideal',
  fairness: 'fairness-jain',
  p99VsMedian: 'fairness-p99-vs-median',
  requestsPerWrite: 'requests-per-write',
} as const satisfies Record<keyof typeof BARS, string>;

/** The server takes everything in fifty seconds for each write of a device, and asks whoever is too much for ten seconds. */
const SECONDS_FOR_ALL = 50;
const RETRY_AFTER_MS = 10_000;
const ROUND_TRIP_MS = 50;

/** Both ends of an outage, under these policies. */
export function drainFigures(
  devices: number,
  seed: number,
  policies: readonly PolicyName[] = POLICY_NAMES,
): Figure[] {
  const perSecond = Math.max(1, Math.round(devices / SECONDS_FOR_ALL));
  const options = { devices, seed, perSecond, retryAfterMs: RETRY_AFTER_MS, roundTripMs: ROUND_TRIP_MS };
  const outages: readonly Outage[] = ['server', 'network'];
  return outages.flatMap((outage) =>
    policies.flatMap((policy) =>
      figuresOf(`drain-${outage}-${policy}`, simulate(policy, outage, options), policy, perSecond),
    ),
  );
}

function figuresOf(prefix: string, drain: Drain, policy: PolicyName, perSecond: number): Figure[] {
  const ratios = (Object.keys(BARS) as (keyof typeof BARS)[]).map((key): Figure => {
    const figure = { name: `${prefix}-${NAMES[key]}`, value: drain[key], unit: 'ratio' };
    return policy === 'ours' ? { ...figure, bar: BARS[key] } : figure;
  });
  return [
    { name: `${prefix}-peak`, value: drain.peak * perSecond, unit: 'requests/s' },
    { name: `${prefix}-time-to-drain`, value: drain.drainMs / 1000, unit: 's' },
    ...ratios,
  ];
}

/** Whether a figure meets its bar. */
export function isMet({ value, bar }: Figure): boolean {
  if (!bar) return true;
  const [comparison, limit] = bar;
  return comparison === '<=' ? value <= limit : value >= limit;
}

/** As every measurement here is printed. What never came is `never`. */
export function lineOf(figure: Figure): string {
  const { name, value, unit, bar } = figure;
  const shown = Number.isFinite(value) ? Number(value.toPrecision(4)) : 'never';
  return `figure: ${name} ${shown} ${unit} (bar ${bar ? bar.join(' ') : 'none'}) ${isMet(figure) ? 'ok' : 'short'}`;
}
