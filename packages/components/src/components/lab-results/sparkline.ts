import type { Observation } from 'fhir/r4';
import { html, nothing, svg, type TemplateResult } from 'lit';
import { formatMoment } from '../../format/dates.ts';
import { instantOf, measuredAt } from '../../observations/measured-at.ts';
import { unitText } from '../../observations/unit-text.ts';
import type { LabWords } from './lab-words.ts';

const WIDTH = 72;
const HEIGHT = 24;
const MARGIN = 4;

interface Point {
  readonly at: number;
  readonly value: number;
}

/**
 * The numbers of one analysis over time, true to time and value, with the interval of the latest behind them. The same
 * numbers stand in the table of the details; here is only their shape, which its name tells. Nothing for fewer than two.
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
    from: momentText(results, first, words),
    to: momentText(results, last, words),
  });
  const line = points.map(({ at, value }) => `${round(x(at))},${round(y(value))}`).join(' ');
  return html`<svg
    class="spark"
    role="img"
    aria-label=${label}
    viewBox="0 0 ${WIDTH} ${HEIGHT}"
    width=${WIDTH}
    height=${HEIGHT}
  >
    ${
      range.length === 2
        ? svg`<rect class="interval" x="0" width=${WIDTH} y=${round(Math.min(...range.map(y)))}
            height=${round(Math.abs(y(range[0] ?? 0) - y(range[1] ?? 0)))} />`
        : nothing
    }
    ${svg`<polyline points=${line} />`}
    ${points.map(({ at, value }) => svg`<circle r=${at === last.at ? 3 : 2} cx=${round(x(at))} cy=${round(y(value))} />`)}
  </svg>`;
}

/** Those in the unit of the latest, oldest first: a number in another unit is another curve. */
function pointsOf(results: readonly Observation[], locale: string): Point[] {
  const unit = unitText(results[0]?.valueQuantity, locale);
  return results
    .flatMap((result) => {
      const quantity = result.valueQuantity;
      const value: unknown = quantity?.value;
      const at = instantOf(result);
      const isSame = unitText(quantity, locale) === unit && quantity?.comparator === undefined;
      return typeof value === 'number' && isSame && at > -8e15 && result.status !== 'cancelled'
        ? [{ at, value }]
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

function momentText(results: readonly Observation[], { at }: Point, { locale }: LabWords): string {
  const result = results.find((each) => instantOf(each) === at);
  return formatMoment(result && measuredAt(result), locale, { isInSentence: true });
}

/** A straight scale; what has no extent lies in the middle. */
function scale(values: readonly number[], from: number, to: number): (value: number) => number {
  const [min, max] = [Math.min(...values), Math.max(...values)];
  return (value) => (max === min ? (from + to) / 2 : from + ((value - min) / (max - min)) * (to - from));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
