import { html } from 'lit';
import type { TemplateResult } from 'lit';

/** Names and what stands beside them. */
export function renderFacts(facts: readonly (readonly [string, unknown])[]): TemplateResult {
  return html`<dl>
    ${facts.map(
      ([name, value]) =>
        html`<dt>${name}</dt>
          <dd>${value}</dd>`,
    )}
  </dl>`;
}
