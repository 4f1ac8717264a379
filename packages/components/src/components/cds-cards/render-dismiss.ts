import { html, nothing, type TemplateResult } from 'lit';
import { formatTime } from '../../format/dates.ts';
import type { CardFacts } from './card-facts.ts';
import type { CardAnswers } from './card-answers.ts';
import type { CdsWords } from './cds-texts.ts';

/** The way to say no, always there until something was chosen (CDS-02); then why not, in the service's words or one's own. */
export function renderDismiss(
  facts: CardFacts,
  { words, answers, id }: { words: CdsWords; answers: CardAnswers; id: string },
): TemplateResult | typeof nothing {
  const { t, locale } = words;
  const { dismissed, isDismissing } = answers.of(facts);
  if (dismissed) {
    const time = formatTime(dismissed.at, locale);
    const text = dismissed.why
      ? t('cds.dismissedWhy', { time, reason: dismissed.why })
      : t('cds.dismissed', { time });
    return html`<p class="dismissed" tabindex="-1">${text}</p>`;
  }
  if (answers.isAnswered(facts)) return nothing;
  if (isDismissing) return renderForm(facts, { words, answers, id });
  const name = facts.summary ?? t('cds.noSummary');
  return html`<p class="dismiss">
    <button
      type="button"
      class="quiet"
      aria-label=${t('cds.dismissOf', { name })}
      @click=${() => answers.ask(facts, true)}
    >
      ${t('cds.dismiss')}
    </button>
  </p>`;
}

function renderForm(
  facts: CardFacts,
  { words, answers, id }: { words: CdsWords; answers: CardAnswers; id: string },
): TemplateResult {
  const { t } = words;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget as HTMLFormElement);
    const [reason, comment] = [given.get('reason'), given.get('comment')];
    answers.dismiss(facts, {
      reason: typeof reason === 'string' ? facts.reasons[Number(reason)] : undefined,
      comment: typeof comment === 'string' ? comment : '',
    });
  };
  const leave = (event: KeyboardEvent) => {
    if (event.key === 'Escape') answers.ask(facts, false);
  };
  return html`<form class="why-not" part="dismiss" autocomplete="off" @submit=${submit} @keydown=${leave}>
    ${
      facts.reasons.length > 0
        ? html`<fieldset>
            <legend>${t('cds.dismissReason')}</legend>
            ${facts.reasons.map(
              (reason, index) =>
                html`<label class="reason">
                  <input type="radio" name="reason" value=${index} />
                  <span>${reason.display ?? reason.code ?? t('cds.reasonUnnamed')}</span>
                </label>`,
            )}
          </fieldset>`
        : nothing
    }
    <label for="${id}-comment">${t('cds.dismissComment')}</label>
    <textarea id="${id}-comment" name="comment" rows="2" aria-describedby="${id}-hint"></textarea>
    <p class="hint muted" id="${id}-hint">${t('cds.noComment')}</p>
    <p class="buttons">
      <button type="submit">${t('cds.dismissNow')}</button>
      <button type="button" class="quiet" @click=${() => answers.ask(facts, false)}>
        ${t('cds.cancel')}
      </button>
    </p>
  </form>`;
}
