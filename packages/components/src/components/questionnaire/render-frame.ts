import { html, nothing, type TemplateResult } from 'lit';
import { stopIcon, warnIcon } from '../../icons/icons.ts';
import { faultText, itemName } from './answer-words.ts';
import type { FilledForm } from './form/filled-form.ts';
import type { Fault } from './form/faults.ts';
import type { QuestionnaireWords } from './questionnaire-texts.ts';

/** Above a form: why it cannot be used or completed here, and which answers have no place in it. */
export function renderNotices({ form, lost, isStopped }: FilledForm, words: QuestionnaireWords): unknown {
  const { t } = words;
  const details = (pick: (entry: (typeof form.report)[number]) => boolean) => [
    ...new Set(
      form.report.filter(pick).map(({ detail, linkId, code }) => detail ?? `${linkId} ${code}`.trim()),
    ),
  ];
  if (isStopped)
    return renderNotice({
      tone: 'danger',
      title: t('questionnaire.stopped'),
      lines: details(({ code }) => code === 'must-be-understood'),
    });
  return html`${
    form.report.some(({ blocksCompletion }) => blocksCompletion)
      ? renderNotice({
          tone: 'info',
          title: t('questionnaire.blocked'),
          lines: details((entry) => entry.blocksCompletion),
        })
      : nothing
  }
  ${
    lost.length > 0
      ? renderNotice({
          tone: 'warn',
          title: t('questionnaire.lost'),
          lines: lost.map(({ text, linkId }) => text ?? linkId),
        })
      : nothing
  }`;
}

function renderNotice({
  tone,
  title,
  lines,
}: {
  tone: 'danger' | 'warn' | 'info';
  title: string;
  lines: readonly string[];
}): TemplateResult {
  return html`<div class="notice ${tone}" part="notice">
    ${tone === 'danger' ? stopIcon : warnIcon}
    <div>
      <strong>${title}</strong>
      <ul>
        ${lines.map((line) => html`<li>${line}</li>`)}
      </ul>
    </div>
  </div>`;
}

/** Names each field that was missed or is wrong, stays in sight, and leads there (FRM-16). It blocks nothing. */
export function renderSummary(
  faults: readonly Fault[],
  { words, lead }: { words: QuestionnaireWords; lead: (fault: Fault) => void },
): TemplateResult | typeof nothing {
  if (faults.length === 0) return nothing;
  const title = words.plural('questionnaire.errors', faults.length);
  return html`<div class="summary danger" part="summary" role="group" aria-label=${title} tabindex="-1">
    <p>${stopIcon}<strong>${title}</strong></p>
    <ul>
      ${faults.map(
        (fault) =>
          html`<li>
            <button type="button" @click=${() => lead(fault)}>
              <span class="to">${itemName(fault.item, words)}</span>: ${faultText(fault, fault.reason, words)}
            </button>
          </li>`,
      )}
    </ul>
  </div>`;
}
