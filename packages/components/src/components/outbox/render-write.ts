import type { ReceiptSnapshot } from '@samspil/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { formatMoment } from '../../format/dates.ts';
import { renderReceiptBadge } from '../../receipts/receipt-badge.ts';
import { lacksRoom, reasonOf } from '../../receipts/receipt-reason.ts';
import { todoOf } from '../../receipts/receipt-todo.ts';
import { ageOf, isGone, type OutboxWords } from './outbox-view.ts';

/** One write and what a person can do about it. */
export interface WriteView {
  receipt: ReceiptSnapshot;
  /** Where several patients' writes are listed. */
  patient: string | undefined;
  /** The unfinished writes it waits for, oldest first. */
  waitsFor: readonly ReceiptSnapshot[];
  words: OutboxWords;
  nowMs: number;
  isBusy: boolean;
  /** The form that asks why, while it is open. */
  reason: TemplateResult | undefined;
  repair: () => void;
  retry: () => void;
  discard: () => void;
}

/** State, age, what stands in the way in a clinician's words, and what to do. */
export function renderWrite(view: WriteView): TemplateResult {
  const { receipt, words, patient, nowMs } = view;
  const { t, locale } = words;
  const { id, state, measuredAt, storedAt, error } = receipt;
  const moment = (at: string) => formatMoment(at, locale, { isInSentence: true });
  const age = ageOf(storedAt, nowMs, locale);
  return html`<li data-id=${id} data-state=${state} data-code=${error?.code ?? nothing}>
    ${renderReceiptBadge(state, t)}
    <div>
      ${patient ? html`<strong class="patient">${patient}</strong>` : nothing}
      ${measuredAt ? html`<span>${t('sync.measured', { time: moment(measuredAt) })}</span>` : nothing}
      <span class="muted"
        >${
          age === undefined
            ? t('sync.storedAt', { time: moment(storedAt) })
            : t('outbox.age', { time: moment(storedAt), age })
        }</span
      >
      <p class="next">${obstacle(view)}</p>
      ${view.reason ?? renderActions(view)}
    </div>
  </li>`;
}

function obstacle({ receipt, waitsFor, words }: WriteView): string {
  const { t, plural, locale } = words;
  const { state, error, nextAttemptAt } = receipt;
  const [first] = waitsFor;
  if (lacksRoom(receipt)) return t('sync.noRoom');
  if (first && (state === 'stored' || state === 'sending')) {
    const time = formatMoment(first.storedAt, locale, { isInSentence: true });
    const waits = plural('outbox.waitsFor', waitsFor.length).replace('{time}', () => time);
    const isForPerson = waitsFor.some((one) => one.state === 'rejected' || one.state === 'conflict');
    return isForPerson ? `${waits} ${t('outbox.waitsForPerson')}` : waits;
  }
  if (state === 'stored' && nextAttemptAt && error?.code === 'server') {
    const time = formatMoment(nextAttemptAt, locale, { isInSentence: true });
    return t('outbox.nextAttempt', { time });
  }
  // Without an answer of the server it is ours: what the write builds on was given up here.
  if (state === 'rejected' && error?.code === 'not-found')
    return t(error.issues ? 'outbox.missing' : 'outbox.orphan');
  return reasonOf(receipt, words) ?? t(todoOf(state));
}

function renderActions(view: WriteView): TemplateResult | typeof nothing {
  const { receipt, words, isBusy } = view;
  const { t } = words;
  const { state, error } = receipt;
  // What is on its way cannot be called back: nobody could say whether it arrived.
  if (state === 'sending' || state === 'accepted') return nothing;
  const isOurs = !isGone(receipt);
  const needsDecision = isOurs && (state === 'rejected' || state === 'conflict');
  // What the server had and lost was never wrong.
  const isRepairable = error?.code !== 'server-restored';
  return html`<div class="actions">
    ${
      needsDecision
        ? html`${
              isRepairable
                ? html`<button type="button" class="repair" ?disabled=${isBusy} @click=${view.repair}>
                    ${t(state === 'conflict' ? 'outbox.decide' : 'outbox.repair')}
                  </button>`
                : nothing
            }
            <button type="button" class="retry" ?disabled=${isBusy} @click=${view.retry}>
              ${t('outbox.retry')}
            </button>`
        : nothing
    }
    <button type="button" class="quiet discard" ?disabled=${isBusy} @click=${view.discard}>
      ${t(isOurs ? 'outbox.discard' : 'outbox.noted')}
    </button>
  </div>`;
}
