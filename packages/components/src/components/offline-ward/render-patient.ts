import { html, nothing, type TemplateResult } from 'lit';
import { formatMoment } from '../../format/dates.ts';
import { checkIcon, unknownIcon } from '../../icons/icons.ts';
import type { Holding, WardPatient, WardWords } from './ward-view.ts';

export interface PatientView {
  readonly patient: WardPatient;
  readonly holding: Holding;
  readonly words: WardWords;
  /** Undefined where she cannot be chosen. */
  readonly choice: { readonly isChosen: boolean; readonly set: (isChosen: boolean) => void } | undefined;
  readonly isBusy: boolean;
  readonly forget: () => void;
}

/** One patient: whether to fetch her, what of her is on the device and how old it is, and the way to let her go. */
export function renderPatient(view: PatientView): TemplateResult {
  const { patient, holding, words, choice, isBusy, forget } = view;
  const { id, facts = [] } = patient;
  const name = patient.name || words.t('offlineWard.unnamed');
  // A list of ids is parted by spaces.
  const heldId = `held-${id.replaceAll(/\s/g, '_')}`;
  const who = html`<span class="name">${name}</span>
    ${facts.length > 0 ? html`<span class="facts">${facts.map((fact) => html`<span>${fact}</span>`)}</span>` : nothing}`;
  return html`<li data-id=${id} data-holding=${holding.status}>
    ${
      choice
        ? html`<label class="who">
            <input
              type="checkbox"
              .checked=${choice.isChosen}
              ?disabled=${isBusy}
              aria-describedby=${heldId}
              @change=${({ currentTarget }: Event) => choice.set((currentTarget as HTMLInputElement).checked)}
            />
            <span>${who}</span>
          </label>`
        : html`<div class="who"><span>${who}</span></div>`
    }
    <span class="held ${holding.status === 'whole' ? 'ok' : ''}" id=${heldId}>
      ${holding.status === 'whole' ? checkIcon : unknownIcon}<span>${standing(holding, words)}</span>
    </span>
    ${
      holding.status === 'none'
        ? nothing
        : html`<button
            type="button"
            class="quiet forget"
            aria-label=${words.t('offlineWard.forgetName', { name })}
            ?disabled=${isBusy}
            @click=${forget}
          >
            ${words.t('offlineWard.forget')}
          </button>`
    }
  </li>`;
}

function standing(holding: Holding, { t, locale }: WardWords): string {
  switch (holding.status) {
    case 'none':
      return t('offlineWard.notHeld');
    case 'part':
      return t('offlineWard.partly');
    case 'whole':
      return t('offlineWard.held', { time: formatMoment(holding.at, locale, { isInSentence: true }) });
  }
}
