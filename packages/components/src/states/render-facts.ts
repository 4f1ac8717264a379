import { html, nothing, type TemplateResult } from 'lit';
import { chevronIcon } from '../icons/icons.ts';
import { whenOpen } from './when-open.ts';

export { textIn } from '../format/text-in.ts';

/** A label and what is known; a value that is undefined has no line. Give a word where its absence matters. */
export type Fact = readonly [label: string, value: TemplateResult | string | undefined];

/** Facts about one entry as labels and values, one below the other. */
export function renderFacts(facts: readonly Fact[]): TemplateResult {
  return html`<dl class="facts">
    ${facts.map(([label, value]) =>
      value === undefined
        ? nothing
        : html`<div>
            <dt>${label}</dt>
            <dd>${value}</dd>
          </div>`,
    )}
  </dl>`;
}

interface ClosedGroup {
  readonly name: string;
  readonly title: string;
  readonly n: number;
  /** Called before it opens, and when a script opened it: for rows that are drawn only then. */
  readonly opens?: () => void;
}

/** A part of a list that is closed at first: what is past or wrong must not be read as what is. Nothing without rows. */
export function renderGroup(
  { name, title, n, opens }: ClosedGroup,
  rows: TemplateResult,
): TemplateResult | typeof nothing {
  if (n === 0) return nothing;
  return html`<details class="group" part="group" data-group=${name} @toggle=${whenOpen(opens)}>
    <summary @click=${opens}>${chevronIcon}<span>${title}</span></summary>
    ${rows}
  </details>`;
}
