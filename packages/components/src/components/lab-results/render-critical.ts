import { html, nothing, type TemplateResult } from 'lit';
import { stopIcon } from '../../icons/icons.ts';
import { measuredAtText } from '../../observations/measured-at.ts';
import { observedText, observedValues } from '../../observations/observed-value.ts';
import { analysisName, type AnalysisFacts } from './analysis-facts.ts';
import { isCritical } from './flags.ts';
import type { LabWords } from './lab-words.ts';

/**
 * What the laboratory calls critical, above all panels; each keeps its row too, because a nurse finds an analysis by its
 * place. Only where the latest result is critical: an earlier one stands in the history.
 */
export function renderCritical(
  analyses: readonly AnalysisFacts[],
  words: LabWords,
): TemplateResult | typeof nothing {
  const { t, locale } = words;
  const critical = analyses.filter(({ results: [newest] }) => isCritical(newest.interpretation));
  if (critical.length === 0) return nothing;
  return html`<div class="notice danger critical" part="critical">
    ${stopIcon}
    <div>
      <strong>${words.plural('lab.critical', critical.length)}</strong>
      <ul>
        ${critical.map(
          ({ code, results: [newest] }) =>
            html`<li>
              ${analysisName(code, words)} <b>${observedText(observedValues(newest, words))}</b>
              ${measuredAtText(newest, locale) ?? t('time.unknown')}
            </li>`,
        )}
      </ul>
    </div>
  </div>`;
}
