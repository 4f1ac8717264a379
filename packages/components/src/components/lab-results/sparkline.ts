import type { Observation } from 'fhir/r4';
import { html, nothing, type TemplateResult } from 'lit';
import { formatMoment } from '../../format/dates.ts';
import { instantOf, measuredAt } from '../../observations/measured-at.ts';
import { unitText } from '../../observations/unit-text.ts';
import type { LabWords } from './lab-words.ts';

const WIDTH = 72;
const HEIGHT = 24;
const MARGIN = 4;
/** As many of the newest are drawn: more would be a band and no line. All stand in the table. */
export const MOST_POINTS = 20;
/** Beyond as many, dots would cover the line. */
const MOST_DOTS = 16;

interface Point {
  readonly at: number;
  readonly value: number;
  readonly result: Observation;
}

/**
 * The numbers of one analysis over time (newest first, at most {@link MOST_POINTS} of them), true to time and value, with the
 * interval of the latest behind them. The same numbers stand in the table of the details; here is only their shape, which its
 * name tells. Nothing for fewer than two.
 */
export function renderSparkline(
  results: readonly Observation[],
  { name, words }: { name: string; words: LabWords },
): TemplateResult | typeof nothing {
  const points = pointsOf(results, words.locale);
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || points.length < 2) return nothing;
  const range = intervalOf(results[0]);
  const y = scale([...points.map(({ value }) => value), ...range], HEIGHT - MARGIN, MARGIN);
  const x = scale([first.at, last.at], MARGIN, WIDTH - MARGIN);
  const label = words.t('lab.trend', {
    name,
    n: points.length,
    from: momentText(first, words),
    to: momentText(last, words),
  });
  const places = points.map(({ at, value }) => `${round(x(at))},${round(y(value))}`);
  const dots = points.length > MOST_DOTS ? [] : places.slice(0, -1);
  // One template for all of it: a page of results has a hundred.
  return html`<svg class="spark" role="img" aria-label=${label} viewBox="0 0 ${WIDTH} ${HEIGHT}">
    <path class="interval" d=${range.length === 2 ? bandOf(range.map(y)) : ''} />
    <path class="line" d="M${places.join('L')}" />
    <path class="dots" d=${dots.map((place) => `M${place}h0`).join('')} />
    <path class="dots newest" d="M${places.at(-1)}h0" />
  </svg>`;
}

function bandOf(heights: readonly number[]): string {
  const [top, bottom] = [round(Math.min(...heights)), round(Math.max(...heights))];
  return `M0,${top}H${WIDTH}V${bottom}H0Z`;
}

/** Those in the unit of the latest, oldest first: a number in another unit is another curve. */
function pointsOf(results: readonly Observation[], locale: string): Point[] {
  const newest = results[0]?.valueQuantity;
  const unit = unitText(newest, locale);
  return results
    .flatMap((result) => {
      const quantity = result.valueQuantity;
      const value: unknown = quantity?.value;
      const at = instantOf(result);
      const isWritten = quantity?.unit === newest?.unit && quantity?.code === newest?.code;
      const isSame = isWritten || unitText(quantity, locale) === unit;
      const isExact = quantity?.comparator === undefined;
      return typeof value === 'number' && isSame && isExact && at > -8e15 && result.status !== 'cancelled'
        ? [{ at, value, result }]
        : [];
    })
    .reverse();
}

function intervalOf(result: Observation | undefined): number[] {
  const ranges: unknown = result?.referenceRange;
  if (!Array.isArray(ranges) || ranges.length !== 1) return [];
  const [{ low, high } = {}] = ranges as { low?: { value?: unknown }; high?: { value?: unknown } }[];
  return [low?.value, high?.value].filter((each) => typeof each === 'number');
}

function momentText({ result }: Point, { locale }: LabWords): string {
  return formatMoment(measuredAt(result), locale, { isInSentence: true });
}

/** A straight scale; what has no extent lies in the middle. */
function scale(values: readonly number[], from: number, to: number): (value: number) => number {
  const [min, max] = [Math.min(...values), Math.max(...values)];
  return (value) => (max === min ? (from + to) / 2 : from + ((value - min) / (max - min)) * (to - from));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
