import type { Observation } from 'fhir/r4';
import { html, nothing, type TemplateResult } from 'lit';
import { warnIcon } from '../../icons/icons.ts';
import { measuredAtText } from '../../observations/measured-at.ts';
import { observedText, observedValues, type ObservedValue } from '../../observations/observed-value.ts';
import { renderValues } from '../../observations/render-value.ts';
import { renderDetails } from '../../states/render-details.ts';
import { textIn } from '../../states/render-facts.ts';
import type { RowLimits } from '../../states/row-limits.ts';
import { renderTags } from '../../states/render-tags.ts';
import { analysisName, type AnalysisFacts } from './analysis-facts.ts';
import { convertedObservation, type LabUnits } from './conversion.ts';
import { flagsOf } from './flags.ts';
import type { LabWords } from './lab-words.ts';
import { intervalTexts } from './reference-interval.ts';
import { renderFlags } from './render-flags.ts';
import { renderHistory } from './render-history.ts';
import { MOST_POINTS, renderSparkline } from './sparkline.ts';

/** An analysis, and how many of its results its table draws: none while it was never opened, for there may be thousands. */
export interface AnalysisRow extends AnalysisFacts {
  readonly drawn: number;
  /** Whether its curve is drawn already, else its place is kept. */
  readonly hasCurve: boolean;
}

interface Row {
  readonly words: LabWords;
  readonly units: LabUnits;
  readonly counts: boolean;
  /** Draws the table. */
  readonly open: (key: string) => void;
  readonly limits: RowLimits;
}

/** One analysis: its latest result, the interval, when it was taken, and what was before; all of them on demand. */
export function renderAnalysis(
  analysis: AnalysisRow,
  { words, units, counts, open, limits }: Row,
): TemplateResult {
  const { t } = words;
  const name = analysisName(analysis.code, words);
  const inUnits = (result: Observation) => convertedObservation(result, units) ?? result;
  const newest = inUnits(analysis.results[0]);
  return html`<li class="entry ${counts ? '' : 'off'}" part="entry">
    <dl class="line">
      ${cell('analysis', words, html`<b class="name">${name}</b>${renderTags(statusTags(newest, words))}`)}
      ${cell('value', words, renderResult(newest, { words, recorded: analysis.results[0] }))}
      ${cell('interval', words, renderInterval(newest, words))}
      ${cell('time', words, html`<span class="when">${measuredAtText(newest, words.locale) ?? t('time.unknown')}</span>`)}
      ${cell('trend', words, renderTrend(analysis, { name, words, inUnits }))}
    </dl>
    ${renderDetails(
      {
        words,
        label: t('lab.details'),
        name: t('lab.detailsOf', { name }),
        resources: analysis.results,
        opens: () => open(analysis.key),
      },
      analysis.drawn > 0 ? renderHistory(analysis, { words, units, name, limits }) : nothing,
    )}
  </li>`;
}

/** A cell with the heading of its column, which a wide screen shows once above all of them (TBL-04). */
function cell(
  column: 'analysis' | 'value' | 'interval' | 'time' | 'trend',
  { t }: LabWords,
  content: unknown,
): TemplateResult {
  return html`<div class="cell ${column}">
    <dt>${t(`lab.column.${column}`)}</dt>
    <dd>${content}</dd>
  </div>`;
}

/** The value with what the laboratory says of it; a converted one says so and what it was (CHT-06). */
export function renderResult(
  result: Observation,
  { words, recorded }: { words: LabWords; recorded: Observation },
): TemplateResult {
  const values = observedValues(result, words);
  const isConverted = result !== recorded;
  return html`${isPending(result, values) ? html`<span class="value absent">${words.t('lab.status.registered')}</span>` : renderValues(values)}${renderFlags(flagsOf(result.interpretation, words))}
  ${
    isConverted
      ? html`<span class="converted"
          >${words.t('lab.converted', { value: observedText(observedValues(recorded, words)) })}</span
        >`
      : nothing
  }`;
}

/** Ordered, and not answered yet: that no value is there is as it should be. */
function isPending({ status, dataAbsentReason }: Observation, values: readonly ObservedValue[]): boolean {
  return (
    status === 'registered' && dataAbsentReason === undefined && values.every(({ isAbsent }) => isAbsent)
  );
}

export function renderInterval(result: Observation, words: LabWords): TemplateResult {
  const intervals = intervalTexts(result.referenceRange, words);
  if (intervals.length === 0) return html`<span class="muted">${words.t('lab.noInterval')}</span>`;
  return html`${intervals.map((each) => html`<span class="range">${each}</span>`)}`;
}

interface Trend {
  readonly name: string;
  readonly words: LabWords;
  readonly inUnits: (result: Observation) => Observation;
}

function renderTrend({ results, hasCurve }: AnalysisRow, { name, words, inUnits }: Trend): TemplateResult {
  const before = results[1];
  if (!before) return html`<span class="muted">${words.t('lab.noEarlier')}</span>`;
  const value = observedText(observedValues(inUnits(before), words));
  const curve = () => renderSparkline(results.slice(0, MOST_POINTS).map(inUnits), { name, words });
  return html`${hasCurve ? curve() : html`<span class="spark"></span>`}
    <span class="before">${words.t('lab.before', { value })}</span>`;
}

/** Final is what is expected; all else is said, also a status nobody knows. */
export function statusTags(result: Observation, { t }: LabWords): (string | TemplateResult)[] {
  const known = [
    'registered',
    'preliminary',
    'amended',
    'corrected',
    'cancelled',
    'entered-in-error',
    'unknown',
  ] as const;
  const status = known.find((each) => each === result.status);
  const caveat = html`<span class="tag warn">${warnIcon}${t('observed.caveat')}</span>`;
  return [
    ...(status ? [t(`lab.status.${status}`)] : []),
    ...(status || result.status === 'final' ? [] : [textIn(result.status) ?? t('lab.status.missing')]),
    ...(result.modifierExtension === undefined ? [] : [caveat]),
  ];
}
