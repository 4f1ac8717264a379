import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { searchIcon } from '../icons.ts';
import type { Texts } from '../texts.ts';
import type { PatientQuery } from './patient-page.ts';
import type { Ward } from './places.ts';

export interface ToolsView {
  readonly t: Texts;
  readonly wards: readonly Ward[];
  readonly haveWardsFailed: boolean;
  readonly query: PatientQuery;
  readonly onTyped: () => void;
  readonly onSubmit: (event: Event) => void;
  /** Told the id of the ward, empty for all. */
  readonly onWard: (ward: string) => void;
}

/** What a list is narrowed by: a text and a ward, the wards by hospital. */
export function renderListTools(view: ToolsView): TemplateResult {
  const { t, query, onTyped, onSubmit } = view;
  return html`<form class="tools" role="search" @submit=${onSubmit}>
    <div class="field">
      <label for="text">${t('list.search.label')}</label>
      <div class="search">
        <input
          id="text"
          type="search"
          autocomplete="off"
          spellcheck="false"
          aria-describedby="hint"
          .value=${query.text}
          @input=${onTyped}
        />
        <button type="submit" class="primary">${searchIcon}${t('action.search')}</button>
      </div>
      <span id="hint" class="hint">${t('list.search.hint')}</span>
    </div>
    ${renderWards(view)}
  </form>`;
}

function renderWards({ t, wards, haveWardsFailed, query, onWard }: ToolsView): TemplateResult {
  const hospitals = [...new Set(wards.map(({ hospital }) => hospital))];
  const option = ({ id, name }: Ward) =>
    html`<option value=${id} .selected=${id === query.ward}>${name}</option>`;
  return html`<div class="field">
    <label for="ward">${t('list.ward.label')}</label>
    <select
      id="ward"
      ?disabled=${wards.length === 0}
      @change=${(event: Event) => onWard((event.currentTarget as HTMLSelectElement).value)}
    >
      <option value="" .selected=${query.ward === undefined}>${t('list.ward.all')}</option>
      ${hospitals.map((hospital) => {
        const own = wards.filter((ward) => ward.hospital === hospital).map(option);
        return hospital === undefined ? own : html`<optgroup label=${hospital}>${own}</optgroup>`;
      })}
    </select>
    ${haveWardsFailed ? html`<span class="hint">${t('list.ward.failed')}</span>` : nothing}
  </div>`;
}
