import type { ReceiptSnapshot } from '@samspil/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { formatMoment } from '../../format/dates.ts';
import type { commonTexts } from '../../locales/catalogues/common.ts';
import type { receiptTexts } from '../../locales/catalogues/receipt.ts';
import type { syncTexts } from '../../locales/catalogues/sync.ts';
import type { Locale } from '../../locales/languages.ts';
import type { KeyOf, TextParameters } from '../../locales/text.ts';
import { renderReceiptBadge } from '../../receipts/receipt-badge.ts';
import { reasonOf } from '../../receipts/receipt-reason.ts';
import { todoOf } from '../../receipts/receipt-todo.ts';

export interface EntryWords {
  t: (
    key: KeyOf<typeof syncTexts | typeof receiptTexts | typeof commonTexts>,
    parameters?: TextParameters,
  ) => string;
  locale: Locale;
  error: (code: string | undefined) => string;
}

/**
 * One write: its state, when it was measured and stored, why it is not received yet, and what to do; the patient's name
 * where entries of several are listed.
 */
export function renderEntry(
  receipt: ReceiptSnapshot,
  words: EntryWords,
  patient: string | undefined,
  action?: unknown,
): TemplateResult {
  const { t, locale } = words;
  const { state, measuredAt, storedAt, error } = receipt;
  // The text of an error says what to do; without one the state does.
  const next = state === 'accepted' ? undefined : (reasonOf(receipt, words) ?? t(todoOf(state)));
  return html`<li data-id=${receipt.id} data-state=${state}>
    ${renderReceiptBadge(state, t)}
    <div>
      ${patient ? html`<strong class="patient">${patient}</strong>` : nothing}
      <span
        >${t('sync.measured', { time: formatMoment(measuredAt ?? storedAt, locale, { isInSentence: true }) })}</span
      >
      <span class="muted"
        >${t('sync.storedAt', { time: formatMoment(storedAt, locale, { isInSentence: true }) })}</span
      >
      ${next ? html`<p class="next" data-code=${error?.code ?? nothing}>${next}</p>` : nothing}
      ${action ?? nothing}
    </div>
  </li>`;
}
