import type { ReceiptSnapshot } from '@samspil/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { formatMoment } from '../../format/dates.ts';
import { stopIcon, warnIcon } from '../../icons/icons.ts';
import { reasonOf } from '../../receipts/receipt-reason.ts';
import { needsPerson, renderReceiptBadge } from '../../receipts/receipt-badge.ts';
import type { VitalsWords } from './vitals-view.ts';

/** Why the form cannot save right now. */
export type Obstacle = 'lease-ended' | 'other-patient';

/** The form belongs to a lease that is over: what was typed stays, and this says how it can be saved. */
export function renderObstacle(
  obstacle: Obstacle,
  { words, clear }: { words: VitalsWords; clear: () => void },
): TemplateResult {
  return html`<div class="notice danger obstacle" role="alert" data-obstacle=${obstacle}>
    ${stopIcon}
    <div>
      ${words.t(obstacle === 'lease-ended' ? 'vitals.leaseEnded' : 'vitals.otherPatient')}
      <div><button type="button" @click=${clear}>${words.t('form.clear')}</button></div>
    </div>
  </div>`;
}

export interface Failure {
  code: string;
  isUncertain: boolean;
  /** In place of the error's own text. */
  text?: string | undefined;
}

/** A save that failed: what was typed is still there, and what to do next. */
export function renderFailure(
  failure: Failure,
  { words, clear }: { words: VitalsWords; clear: () => void },
): TemplateResult {
  return html`<div class="notice danger failure" role="alert" data-code=${failure.code}>
    ${warnIcon}
    <div>
      <strong>${words.t(failure.isUncertain ? 'vitals.saveUncertain' : 'vitals.saveFailed')}</strong>
      ${failure.text ?? words.error(failure.code)}
      ${
        failure.isUncertain
          ? html`<div><button type="button" @click=${clear}>${words.t('form.clear')}</button></div>`
          : nothing
      }
    </div>
  </div>`;
}

/** The latest entry and how far it has come, in the receipt's words. */
export function renderReceipt(
  snapshot: ReceiptSnapshot,
  { words, correct }: { words: VitalsWords; correct: (() => void) | undefined },
): TemplateResult {
  const { t, locale } = words;
  const time = formatMoment(snapshot.measuredAt ?? snapshot.storedAt, locale, { isInSentence: true });
  // Durable here, until the record itself has it.
  const isHere = snapshot.state !== 'accepted';
  return html`<div class="receipt" data-state=${snapshot.state}>
    <p>
      ${t('vitals.lastEntry', { time })}
      ${isHere ? html`<span class="here">${t('sync.savedHere')}</span>` : nothing}
      ${renderReceiptBadge(snapshot.state, t)}
    </p>
    ${
      snapshot.error && isHere
        ? html`<p class="reason ${needsPerson(snapshot.state) ? 'danger' : ''}">
            ${reasonOf(snapshot, words)}
          </p>`
        : nothing
    }
    ${correct ? html`<button type="button" @click=${correct}>${t('sync.correct')}</button>` : nothing}
  </div>`;
}
