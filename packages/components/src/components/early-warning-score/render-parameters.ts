import { html, nothing, type TemplateResult } from 'lit';
import { formatMoment } from '../../format/dates.ts';
import { warnIcon } from '../../icons/icons.ts';
import { measuredText, parameterName, readingText } from './parameter-words.ts';
import type { ParameterFacts, ScoreFacts } from '../../scores/score-facts.ts';
import type { ScoreTexts } from './score-texts.ts';

/** Every parameter of the table with its points, in the table's order: also what is missing, which is never a gap. */
export function renderParameters(facts: ScoreFacts, words: ScoreTexts): TemplateResult {
  const { t } = words;
  return html`<table part="parameters">
    <thead>
      <tr>
        <th scope="col">${t('ews.parameter')}</th>
        <th scope="col">${t('ews.value')}</th>
        <th scope="col" class="number">${t('ews.points')}</th>
      </tr>
    </thead>
    <tbody>
      ${facts.rows.map((row) => renderRow(row, words))}
    </tbody>
  </table>`;
}

function renderRow(row: ParameterFacts, words: ScoreTexts): TemplateResult {
  const { points, reading } = row;
  return html`<tr part="parameter" data-key=${row.key}>
    <th scope="row">${parameterName(row.key, words.t)}</th>
    <td>${reading ? renderReading(row, words) : renderMissing(row, words)}</td>
    <td class="number">
      ${points === undefined ? html`<span aria-hidden="true">–</span>` : html`<span class="points p${Math.min(3, points)}">${points}</span>`}
    </td>
  </tr>`;
}

function renderReading({ reading, used, isSiteUnknown, key }: ParameterFacts, words: ScoreTexts) {
  const { t, locale } = words;
  if (!reading) return nothing;
  return html`<span class="value">${readingText(reading, words)}</span>
    <time class="small" datetime=${reading.effective ?? ''}>${formatMoment(reading.effective, locale)}</time>
    ${used === undefined ? nothing : html`<span class="small">${t('ews.usedAs', { value: measuredText(key, used, locale) })}</span>`}
    ${isSiteUnknown ? html`<span class="small">${t('ews.siteUnknown')}</span>` : nothing}`;
}

function renderMissing({ tooOld }: ParameterFacts, { t, locale }: ScoreTexts): TemplateResult {
  const time = formatMoment(tooOld?.effective, locale, { isInSentence: true });
  return html`<span class="missing">
    ${warnIcon}<span>${tooOld ? t('ews.tooOld', { time }) : t('ews.missing')}</span>
  </span>`;
}
