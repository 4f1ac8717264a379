import { html, nothing, type TemplateResult } from 'lit';

/**
 * Attributes of a drug in one line, a spaced long dash between them (RXL-09). A line breaks between attributes, never in
 * one, and the dash stays with the one before it (RXL-10).
 */
export function renderAttributes(
  attributes: readonly (string | TemplateResult | undefined)[],
): TemplateResult {
  const known = attributes.filter((each) => each !== undefined && each !== '');
  return html`${known.map(
    (attribute, index) =>
      html`<span class="attribute">${attribute}${index < known.length - 1 ? dash : nothing}</span> `,
  )}`;
}

const dash = html`<span class="dash"> —</span>`;
