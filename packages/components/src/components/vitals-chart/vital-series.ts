import { vitalSign, type VitalSignKey } from '@samspil/sdk/clinical';
import type { Observation } from 'fhir/r4';
import type { ChartData, TimeSpan } from '../../charts/chart-spec.ts';
import { firstFrom } from '../../charts/lay-marks.ts';
import type { ChartSign } from './chart-signs.ts';
import type { Measurements, ReadMeasurements } from './read-measurements.ts';

/** One sign over time, oldest first. */
export interface VitalSeries {
  readonly sign: ChartSign;
  readonly data: ChartData;
  readonly values: readonly (number | null)[];
  /** Diastolic, where the sign is blood pressure. */
  readonly lower: readonly (number | null)[] | undefined;
  readonly sources: readonly Observation[];
  /** How many of the times have a value. */
  readonly n: number;
}

/** One moment of a series. */
export interface VitalPoint {
  readonly sign: ChartSign;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Null where only the lower one is known. */
  readonly value: number | null;
  readonly lower: number | null | undefined;
  readonly source: Observation;
}

/** The keys of the signs' values. */
export function keysOf(signs: readonly ChartSign[]): Set<VitalSignKey> {
  return new Set(signs.flatMap(({ key, lower }) => (lower ? [key, lower] : [key])));
}

/** The series of each sign that has any time at all. */
export function seriesOf(
  { numbers, unconfirmed }: ReadMeasurements,
  signs: readonly ChartSign[],
): readonly VitalSeries[] {
  return signs.flatMap((sign) => {
    const upper = numbers.get(sign.key);
    const below = sign.lower && numbers.get(sign.lower);
    if (!upper && !below) return [];
    const joined = sign.lower
      ? paired(upper ?? none, below ?? none)
      : { ...(upper ?? none), lower: undefined };
    return [makeSeries(sign, joined, unconfirmed)];
  });
}

interface Joined extends Measurements {
  readonly lower: (number | null)[] | undefined;
}

const none: Measurements = { times: [], values: [], sources: [] };

function makeSeries(
  sign: ChartSign,
  { times, values, lower, sources }: Joined,
  unconfirmed: ReadonlySet<Observation>,
): VitalSeries {
  const hollow =
    unconfirmed.size > 0
      ? {
          isHollow: (index: number) => {
            const source = sources[index];
            return source !== undefined && unconfirmed.has(source);
          },
        }
      : {};
  const { shape, lowerShape = shape, color } = sign;
  let n = 0;
  for (let index = 0; index < times.length; index += 1) if (hasValue(values[index], lower?.[index])) n += 1;
  return {
    sign,
    values,
    lower,
    sources,
    n,
    data: {
      times,
      columns: [
        { values, shape, color, ...hollow },
        ...(lower ? [{ values: lower, shape: lowerShape, color, ...hollow }] : []),
      ],
      joins: sign.lower ? 'upright' : 'line',
    },
  };
}

/** Two measurements of the same moment side by side; one alone has nothing beside it. */
function paired(upper: Measurements, below: Measurements): Joined {
  // As panels have them: each moment twice, from the same Observation.
  const isBeside =
    upper.times.length === below.times.length &&
    upper.times.every((time, index) => time === below.times[index]);
  if (isBeside) return { ...upper, lower: below.values };
  const joined: Joined & { lower: (number | null)[] } = { times: [], values: [], lower: [], sources: [] };
  let [a, b] = [0, 0];
  while (a < upper.times.length || b < below.times.length) {
    const [atUpper, atBelow] = [upper.times[a] ?? Infinity, below.times[b] ?? Infinity];
    const source = atUpper <= atBelow ? upper.sources[a] : below.sources[b];
    if (!source) break;
    joined.times.push(Math.min(atUpper, atBelow));
    joined.sources.push(source);
    joined.values.push(atUpper <= atBelow ? (upper.values[a++] ?? null) : null);
    joined.lower.push(atBelow <= atUpper ? (below.values[b++] ?? null) : null);
  }
  return joined;
}

function hasValue(value: number | null | undefined, lower: number | null | undefined): boolean {
  return typeof value === 'number' || typeof lower === 'number';
}

/** The moment at an index; undefined where there is no value. */
export function pointAt(
  { sign, data, values, lower, sources }: VitalSeries,
  index: number,
): VitalPoint | undefined {
  const [time, source] = [data.times[index], sources[index]];
  if (time === undefined || !source || !hasValue(values[index], lower?.[index])) return undefined;
  return {
    sign,
    at: time * 1000,
    value: values[index] ?? null,
    lower: lower && (lower[index] ?? null),
    source,
  };
}

/** The latest moment with a value, and the one before it (CHT-09). */
export function latestTwo(series: VitalSeries): readonly VitalPoint[] {
  const found: VitalPoint[] = [];
  for (let index = series.values.length - 1; index >= 0 && found.length < 2; index -= 1) {
    const point = pointAt(series, index);
    if (point) found.push(point);
  }
  return found;
}

/** The moment with a value that is nearest to an instant, inside a span of time. */
export function nearestTo(series: VitalSeries, at: number, { from, to }: TimeSpan): VitalPoint | undefined {
  const { times } = series.data;
  const middle = firstFrom(times, at / 1000);
  const seek = (start: number, step: 1 | -1) => {
    for (let index = start; index >= 0 && index < times.length; index += step) {
      const time = (times[index] ?? 0) * 1000;
      if (time < from || time > to) return undefined;
      const point = pointAt(series, index);
      if (point) return point;
    }
    return undefined;
  };
  const [before, after] = [seek(middle - 1, -1), seek(middle, 1)];
  if (!before || !after) return before ?? after;
  return at - before.at < after.at - at ? before : after;
}

/** The next moment with a value on one side of an instant, inside a span; the first or last one where there is none. */
export function stepFrom(
  series: VitalSeries,
  at: number | undefined,
  step: 1 | -1,
  span: TimeSpan,
): VitalPoint | undefined {
  const { times } = series.data;
  const edge = step === 1 ? span.from : span.to;
  const start = at ?? edge;
  for (
    let index = step === 1 ? firstFrom(times, start / 1000) : firstFrom(times, start / 1000 + 0.001) - 1;
    index >= 0 && index < times.length;
    index += step
  ) {
    const point = pointAt(series, index);
    if (!point || (at !== undefined && point.at === at)) continue;
    return point.at >= span.from && point.at <= span.to ? point : undefined;
  }
  return undefined;
}

/** How many moments with a value lie in a span of time. */
export function countIn(series: VitalSeries, { from, to }: TimeSpan): number {
  const { times } = series.data;
  const [first, last] = [firstFrom(times, from / 1000), firstFrom(times, to / 1000 + 1e-6)];
  if (first === 0 && last === times.length) return series.n;
  let n = 0;
  for (let index = first; index < last; index += 1)
    if (hasValue(series.values[index], series.lower?.[index])) n += 1;
  return n;
}

/** The least and the greatest value in a span of time, with a margin of a tenth (CHT-23). */
export function rangeIn(series: VitalSeries, { from, to }: TimeSpan): readonly [number, number] {
  const { times } = series.data;
  let [low, high]: [number, number] = [series.sign.values[0], series.sign.values[1]];
  for (let index = firstFrom(times, from / 1000); index < times.length; index += 1) {
    if ((times[index] ?? Infinity) * 1000 > to) break;
    for (const value of [series.values[index], series.lower?.[index]]) {
      if (typeof value !== 'number') continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  const margin = (high - low) / 10;
  // What no living body can have stays beyond the edge, and is said there: it must not flatten everything else.
  const { key, lower = key } = series.sign;
  return [
    low < series.sign.values[0] ? Math.max(low - margin, vitalSign(lower).measure.min) : low,
    high > series.sign.values[1] ? Math.min(high + margin, vitalSign(key).measure.max) : high,
  ];
}

/** Whether a value may be true of anybody; outside, it is shown with a word of warning. */
export function isImplausible({ sign, value, lower }: VitalPoint): boolean {
  const isOut = (key: ChartSign['key'], number: number | null | undefined) => {
    const { min, max } = vitalSign(key).measure;
    return typeof number === 'number' && (number < min || number > max);
  };
  return isOut(sign.key, value) || (sign.lower !== undefined && isOut(sign.lower, lower));
}
