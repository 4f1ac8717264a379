import { html, nothing, type TemplateResult } from 'lit';
import type { ChangeState } from '../../controllers/changes-controller.ts';
import { renderChange } from '../../receipts/render-change.ts';
import type { Decision } from './decision.ts';
import type { DeviceWords } from './device-words.ts';

type DecisionState = ChangeState<Decision['kind']>;

interface Actions {
  readonly words: DeviceWords;
  readonly name: string;
  readonly validate: () => void;
  readonly reject: () => void;
}

/** Two buttons; after a press what became of it, in the words of its receipt. */
export function renderDecision(state: DecisionState | undefined, actions: Actions): TemplateResult {
  const { t } = actions.words;
  const isOpen = state === undefined || state.status === 'failed';
  return html`<div class="act">
    ${isOpen ? renderButtons(state, actions) : nothing}
    ${renderChange(
      state,
      {
        saving: t('device.saving'),
        handedOver: t('device.handedOver'),
        failed: t('device.failed'),
        uncertain: t('device.uncertain'),
        saved: (kind) => t(kind ? `device.saved.${kind}` : 'device.changing'),
      },
      actions.words,
    )}
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
