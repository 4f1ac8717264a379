import { formatMoment } from '@samspil/components/format';
import { errorText } from '@samspil/components/locales';
import { html, nothing, type TemplateResult } from 'lit';
import { RECEIPT_TONES } from '../receipt-tones.ts';
import type { Texts } from '../texts.ts';
import type { SavedForm } from './opened-form.ts';

/** What was saved last and how far it has come, in the words of its receipt, with what a person can do about it. */
export function renderSaved(saved: SavedForm, t: Texts, again: (saved: SavedForm) => void): TemplateResult {
  const { of, receipt } = saved;
  const { state, error, storedAt } = receipt.snapshot;
  const name = of.form.title ?? t('forms.unnamed');
  const when = formatMoment(storedAt, t.locale, { isInSentence: true });
  return html`<div class="saved" data-state=${state}>
    <span>${t('forms.savedAt', { name, when })}</span>
    <span class="chip ${RECEIPT_TONES[state] ?? ''}">${t(`sync.state.${state}`)}</span>
    ${error && state !== 'accepted' && state !== 'conflict' ? html`<span class="small">${errorText(error.code, t.locale)}</span>` : nothing}
    ${state === 'conflict' ? html`<span class="small">${t('forms.conflict')}</span>` : nothing}
    ${
      state === 'rejected'
        ? html`<button type="button" @click=${() => again(saved)}>${t('forms.again')}</button>`
        : nothing
    }
  </div>`;
}
