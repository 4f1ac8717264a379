import { html, nothing, type TemplateResult } from 'lit';
import { warnIcon } from '../../icons/icons.ts';
import type { OutboxWords } from './outbox-view.ts';

export interface ReasonView {
  words: OutboxWords;
  /** The write is gone already; a person only takes note of it. */
  isGone: boolean;
  isMissing: boolean;
  isBusy: boolean;
  give: (reason: string) => void;
  cancel: () => void;
}

/** Asks why, before anything is given up. Without a reason nothing happens. */
export function renderReason({ words, isGone, isMissing, isBusy, give, cancel }: ReasonView): TemplateResult {
  const { t } = words;
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    const reason = new FormData(event.currentTarget as HTMLFormElement).get('reason');
    give(typeof reason === 'string' ? reason.trim() : '');
  };
  const onKeydown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    cancel();
  };
  return html`<form class="reason" novalidate @submit=${onSubmit} @keydown=${onKeydown}>
    <p id="consequence">${t(isGone ? 'outbox.notedText' : 'outbox.discardText')}</p>
    <label for="reason">${t('outbox.reason')}</label>
    <input
      id="reason"
      name="reason"
      autocomplete="off"
      maxlength="500"
      required
      aria-invalid=${isMissing ? 'true' : 'false'}
      aria-describedby="consequence fault"
    />
    <p id="fault" class="fault danger">
      ${isMissing ? html`${warnIcon}<span>${t('outbox.reasonMissing')}</span>` : nothing}
    </p>
    <div class="actions">
      <button type="submit" ?disabled=${isBusy}>
        ${t(isGone ? 'outbox.confirmNoted' : 'outbox.confirmDiscard')}
      </button>
      <button type="button" class="quiet" @click=${cancel}>${t('outbox.cancel')}</button>
    </div>
  </form>`;
}
