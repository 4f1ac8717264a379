import type { FhirResource } from 'fhir/r4';
import { html, type TemplateResult } from 'lit';
import { EntryOpenEvent } from '../events/entry-open-event.ts';
import { chevronIcon } from '../icons/icons.ts';

/**
 * The second level of an entry: closed at first, opened and closed by pointer, Enter or Space, and printed open. What it is
 * opened by tells the page around (`samspil-entry-open`).
 *
 * @param name what a screen reader calls the button; begins with `label`, so that what is said is what is seen
 */
export function renderDetails(
  { label, name, resources }: { label: string; name: string; resources: readonly FhirResource[] },
  content: TemplateResult,
): TemplateResult {
  // `toggle` also comes when a page's script opens it; a press is a person's act.
  const press = (event: Event) => {
    const summary = event.currentTarget as HTMLElement;
    if (!summary.closest('details')?.open) summary.dispatchEvent(new EntryOpenEvent(resources));
  };
  return html`<details class="more-of" part="details">
    <summary aria-label=${name} @click=${press}>${chevronIcon}<span>${label}</span></summary>
    ${content}
  </details>`;
}
