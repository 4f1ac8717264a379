import { html, nothing, type TemplateResult } from 'lit';

/** What is unusual about an entry, in words. Nothing when there is nothing to say. */
export function renderTags(tags: readonly (string | TemplateResult)[]): TemplateResult | typeof nothing {
  if (tags.length === 0) return nothing;
  return html`<p class="tags">
    ${tags.map((tag) => (typeof tag === 'string' ? html`<span class="tag">${tag}</span>` : tag))}
  </p>`;
}
