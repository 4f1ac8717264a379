import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Texts } from '../texts.ts';
import type { Ward } from './places.ts';

/** The ward that the list is limited to, the wards by hospital. */
export function renderWards(view: {
  readonly t: Texts;
  readonly wards: readonly Ward[];
  readonly haveFailed: boolean;
  /** Id of the chosen one; undefined for all. */
  readonly chosen: string | undefined;
  readonly onWard: (ward: string | undefined) => void;
}): TemplateResult {
  const { t, wards, haveFailed, chosen, onWard } = view;
  const hospitals = [...new Set(wards.map(({ hospital }) => hospital))];
  const option = ({ id, name }: Ward) =>
    html`<option value=${id} .selected=${id === chosen}>${name}</option>`;
  const picked = (event: Event) => onWard((event.currentTarget as HTMLSelectElement).value || undefined);
  return html`<div class="field">
    <label for="ward">${t('list.ward.label')}</label>
    <select id="ward" ?disabled=${wards.length === 0} @change=${picked}>
      <option value="" .selected=${chosen === undefined}>${t('list.ward.all')}</option>
      ${hospitals.map((hospital) => {
        const own = wards.filter((ward) => ward.hospital === hospital).map(option);
        return hospital === undefined ? own : html`<optgroup label=${hospital}>${own}</optgroup>`;
      })}
    </select>
    ${haveFailed ? html`<span class="hint">${t('list.ward.failed')}</span>` : nothing}
  </div>`;
}
