import { html, nothing, type TemplateResult } from 'lit';
import { checkIcon, warnIcon } from '../../icons/icons.ts';
import { renderReceiptBadge } from '../../receipts/receipt-badge.ts';
import { reasonOf } from '../../receipts/receipt-reason.ts';
import type { DecisionState } from './decisions-controller.ts';
import type { DeviceWords } from './device-words.ts';

interface Actions {
  readonly words: DeviceWords;
  readonly name: string;
  readonly validate: () => void;
  readonly reject: () => void;
}

/** Two buttons; after a press what became of it, in the words of its receipt. */
export function renderDecision(state: DecisionState | undefined, actions: Actions): TemplateResult {
  const isOpen = state === undefined || state.status === 'failed';
  return html`<div class="act">
    ${isOpen ? renderButtons(state, actions) : nothing}
    <div role="status" tabindex="-1" class="outcome">
      ${state ? renderOutcome(state, actions.words) : nothing}
    </div>
  </div>`;
}

function renderButtons(
  state: DecisionState | undefined,
  { words, name, validate, reject }: Actions,
): TemplateResult {
  const { t } = words;
  // While nobody knows whether a decision was stored, only the same one may be tried again.
  const only = state?.status === 'failed' && state.isUncertain ? state.kind : undefined;
  return html`<div class="buttons">
    ${
      only === 'reject'
        ? nothing
        : html`<button
            type="button"
            class="validate"
            aria-label=${t('device.validateOf', { name })}
            @click=${validate}
          >
            ${t('device.validate')}
          </button>`
    }
    ${
      only === 'validate'
        ? nothing
        : html`<button
            type="button"
            class="quiet reject"
            aria-label=${t('device.rejectOf', { name })}
            @click=${reject}
          >
            ${t('device.reject')}
          </button>`
    }
  </div>`;
}

function renderOutcome(state: DecisionState, words: DeviceWords): TemplateResult {
  const { t } = words;
  switch (state.status) {
    case 'saving':
      return html`${t('device.saving')}`;
    case 'handed-over':
      return html`${checkIcon}${t('device.handedOver')}`;
    case 'failed':
      return html`<p class="notice danger" data-code=${state.code}>
        ${warnIcon}<span
          ><strong>${t(state.isUncertain ? 'device.uncertain' : 'device.failed')}</strong>${words.error(
            state.code,
          )}</span
        >
      </p>`;
    case 'saved': {
      const { receipt, kind } = state;
      const reason = receipt.error && receipt.state !== 'accepted' ? reasonOf(receipt, words) : undefined;
      return html`<span>${kind ? t(`device.saved.${kind}`) : t('device.changing')}</span>
        ${renderReceiptBadge(receipt.state, t)} ${reason ? html`<p class="small">${reason}</p>` : nothing}`;
    }
  }
}
