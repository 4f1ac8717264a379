import { html, nothing, type TemplateResult } from 'lit';
import type { ObservedValue } from './observed-value.ts';

/** Between sign, number and unit: they stay in one line. */
const space = '\u00a0';

/** Values with their units, each number and its unit in one piece. What is absent is a word, set weaker. */
export function renderValues(values: readonly ObservedValue[]): TemplateResult {
  return html`${values.map(
    (value) => html`<span class="value ${value.isAbsent ? 'absent' : ''}">${renderValue(value)}</span> `,
  )}`;
}

function renderValue({ name, comparator, text, unit }: ObservedValue): TemplateResult {
  const of = name ? html`<span class="of">${name}</span> ` : nothing;
  const sign = comparator
    ? html`<span class="sr-only">${comparator.word} </span
        ><span aria-hidden="true">${comparator.sign}${space}</span>`
    : nothing;
  const measure = unit === undefined ? nothing : html`${space}<span class="unit">${unit}</span>`;
  return html`${of}${sign}<span class="number">${text}</span>${measure}`;
}
