import { maximumOf } from '@samspil/sdk/clinical';
import { html, nothing, type TemplateResult } from 'lit';
import { formatMoment } from '../../format/dates.ts';
import { infoIcon, warnIcon } from '../../icons/icons.ts';
import { iconOf } from '../../scores/news2-answer.ts';
import type { ScoreFacts } from '../../scores/score-facts.ts';
import { nameOfSign } from './reading-words.ts';
import type { ChartWords } from './vitals-chart-texts.ts';

const reasons = {
  age: 'score.notValid.age',
  'age-unknown': 'score.notValid.ageUnknown',
  pregnant: 'score.notValid.pregnant',
} as const;

/** The score as a number, without which no band of it is shown (CHT-25). Incomplete is never a total. */
export function renderScore(
  facts: ScoreFacts | undefined,
  { words, hasBands }: { words: ChartWords; hasBands: boolean },
): TemplateResult {
  const { t, locale } = words;
  if (!facts)
    return html`<p class="score" part="score"><span>${warnIcon} ${t('chart.scoreRefused')}</span></p>`;
  const { table, result, notValid, measuredAt, scale } = facts;
  const name = table.name ?? table.id;
  const unsure = table.verified
    ? nothing
    : html`<span class="tag warn">${warnIcon}${t('chart.scoreUnverified', { name })}</span>`;
  const legend = hasBands ? html`<span class="small">${t('chart.bandsNote', { name })}</span>` : nothing;
  if (notValid) {
    return html`<p class="score" part="score">
      <span>${infoIcon} ${t('chart.scoreOf', { name, text: t(reasons[notValid]) })}</span>
    </p>`;
  }
  if (result.status === 'incomplete') {
    const missing = result.missing.map((key) => nameOfSign(key, words)).join(', ');
    const text = t('score.incomplete', { name: missing });
    return html`<p class="score" part="score">
      <span>${infoIcon} ${t('chart.scoreOf', { name, text })}</span>${legend} ${unsure}
    </p>`;
  }
  const { tone = 'info' } = result.response;
  return html`<p class="score" part="score">
    <strong class="total ${tone}"
      >${iconOf(result.response)}${t('chart.scoreTotal', { name, n: result.total, max: maximumOf(table) })}</strong
    >
    <span class="small"
      >${formatMoment(measuredAt, locale)}${scale === '2' ? `, ${t('score.scale2')}` : ''}</span
    >
    ${legend} ${unsure}
  </p>`;
}
