import type { TimeSpan } from '../../charts/chart-spec.ts';
import { formatMoment, toIsoWithOffset } from '../../format/dates.ts';
import { nameOfSign, remarksOn, unitText, valueText } from './reading-words.ts';
import type { ViewAction } from './render-controls.ts';
import { nearestTo, type VitalSeries } from './vital-series.ts';
import type { ChartWords } from './vitals-chart-texts.ts';

/** What a key in a chart does: the line one measurement on, to the first or last one, or what a button does. */
export type ChartKey =
  | { readonly kind: 'step' | 'edge'; readonly step: 1 | -1 }
  | { readonly kind: 'act'; readonly action: ViewAction };

/** Time runs from left to right in every direction of writing, so the arrows do too. */
const keys: Readonly<Record<string, ChartKey>> = {
  ArrowLeft: { kind: 'step', step: -1 },
  ArrowRight: { kind: 'step', step: 1 },
  Home: { kind: 'edge', step: -1 },
  End: { kind: 'edge', step: 1 },
  '+': { kind: 'act', action: 'zoomIn' },
  '-': { kind: 'act', action: 'zoomOut' },
  PageUp: { kind: 'act', action: 'earlier' },
  PageDown: { kind: 'act', action: 'later' },
  Escape: { kind: 'act', action: 'back' },
};

/** Undefined for a key that is the page's, and for one with a modifier: those are the browser's. */
export function keyIn({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): ChartKey | undefined {
  return ctrlKey || metaKey || altKey || !Object.hasOwn(keys, key) ? undefined : keys[key];
}

/** Measurements of one round lie this close together. */
const roundMs = 15 * 60_000;

/** What is said when the line has been moved: the time, and the value of each sign that was measured then. */
export function lineWords(
  all: readonly VitalSeries[],
  { at, span }: { at: number; span: TimeSpan },
  words: ChartWords,
): string {
  const { t, locale } = words;
  const values = all.flatMap((series) => {
    const point = nearestTo(series, at, span);
    if (!point || Math.abs(point.at - at) > roundMs) return [];
    const value = `${nameOfSign(series.sign.name, words)} ${valueText(point, locale)} ${unitText(series.sign, locale)}`;
    return [[value, ...remarksOn(point, words)].join(', ')];
  });
  return t('chart.lineAt', { time: momentText(at, words), values: values.join('; ') });
}

/** A stretch of time in words. */
export function spanWords({ from, to }: TimeSpan, words: ChartWords): string {
  return words.t('chart.zoomed', { from: momentText(from, words), to: momentText(to, words) });
}

function momentText(at: number, { locale }: ChartWords): string {
  return formatMoment(toIsoWithOffset(new Date(at)), locale);
}
