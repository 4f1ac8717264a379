import { html, type TemplateResult } from 'lit';
import type { LabUnits } from './conversion.ts';
import type { LabWords } from './lab-words.ts';

const columns = ['analysis', 'value', 'interval', 'time', 'trend'] as const;

/** The headings of the columns, for the eye: each cell carries its own for who hears it. */
export function renderHeads({ t }: LabWords): TemplateResult {
  return html`<div class="heads" aria-hidden="true">
    ${columns.map((column) => html`<span>${t(`lab.column.${column}`)}</span>`)}
  </div>`;
}

/** Which units: a choice of the person who looks, never of the data. */
export function renderUnits(
  units: LabUnits,
  { words, choose }: { words: LabWords; choose: (units: LabUnits) => void },
): TemplateResult {
  const { t } = words;
  const change = (event: Event) => choose((event.target as HTMLSelectElement).value as LabUnits);
  return html`<label class="units" part="units">
    ${t('lab.units.label')}
    <select @change=${change}>
      ${(['recorded', 'si', 'mass'] as const).map(
        (each) => html`<option value=${each} ?selected=${each === units}>${t(`lab.units.${each}`)}</option>`,
      )}
    </select>
  </label>`;
}
