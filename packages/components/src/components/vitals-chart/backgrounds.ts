import type { ChartBand } from '../../charts/chart-spec.ts';
import type { ScoreFacts } from '../../scores/score-facts.ts';
import { formatNumber } from '../../format/numbers.ts';
import { partFor } from './observation-parts.ts';
import { unitText } from './reading-words.ts';
import { referenceRanges, type ReferenceRange } from './reference-ranges.ts';
import { scoreBands } from './score-bands.ts';
import { latestTwo, type VitalSeries } from './vital-series.ts';
import type { ChartWords } from './vitals-chart-texts.ts';

/** What stands behind the points. Never two normal ranges on each other (CHT-20). */
export type Background = 'score' | 'reference' | 'none';

/** The bands of one chart, and what must be said of them. */
export interface ChartBackground {
  readonly bands: readonly ChartBand[];
  readonly notes: readonly string[];
}

const nothingBehind: ChartBackground = { bands: [], notes: [] };

/** Points of the score in force; only with a score that holds for this patient, whose number stands beside (CHT-25). */
export function scoreBackground(
  { sign }: VitalSeries,
  facts: ScoreFacts | undefined,
  { t }: ChartWords,
): ChartBackground {
  if (!facts || facts.notValid) return nothingBehind;
  const { bands, isPartial } = scoreBands(facts.table, sign.key, facts.scale ?? '1');
  return {
    bands,
    notes: [
      ...(bands.length > 0 && sign.lower ? [t('chart.bandsUpper')] : []),
      ...(isPartial ? [t('chart.bandsPartial')] : []),
    ],
  };
}

/** The reference range of the latest value, labelled with the population it is for. */
export function referenceBackground(
  series: VitalSeries,
  ageYears: number | undefined,
  words: ChartWords,
): ChartBackground {
  const ranges = rangesOf(series, ageYears);
  const notes = ranges.map((range) => rangeText(range, unitText(series.sign, words.locale), words));
  const [only] = ranges;
  if (!only || ranges.length > 1)
    return { bands: [], notes: ranges.length > 1 ? [...notes, words.t('chart.rangesMany')] : [] };
  if (only.min === undefined && only.max === undefined) return { bands: [], notes };
  return { bands: [{ min: only.min ?? -Infinity, max: only.max ?? Infinity, color: 'chart-band' }], notes };
}

/** Whether the record gives this series a range that fits. */
export function rangesOf(series: VitalSeries, ageYears: number | undefined): readonly ReferenceRange[] {
  const [latest] = latestTwo(series);
  const part = latest && partFor(latest.source, series.sign.key);
  return part ? referenceRanges(part, series.sign, ageYears) : [];
}

function rangeText(
  { min, max, text, population, ages }: ReferenceRange,
  unit: string,
  { t, locale }: ChartWords,
): string {
  const number = (value: number) => formatNumber(value, locale);
  const range =
    min !== undefined && max !== undefined
      ? t('chart.range', { min: number(min), max: number(max), unit })
      : min !== undefined
        ? t('chart.rangeFrom', { min: number(min), unit })
        : max !== undefined
          ? t('chart.rangeTo', { max: number(max), unit })
          : t('chart.rangeText', { text: text ?? '' });
  const { from, to } = ages ?? {};
  const age =
    from !== undefined && to !== undefined
      ? t('chart.ages', { from: number(from), to: number(to) })
      : from !== undefined
        ? t('chart.agesFrom', { from: number(from) })
        : to !== undefined
          ? t('chart.agesTo', { to: number(to) })
          : undefined;
  const whom = [...population, ...(age === undefined ? [] : [age])].join(', ');
  return whom ? t('chart.population', { range, population: whom }) : t('chart.populationUnknown', { range });
}
