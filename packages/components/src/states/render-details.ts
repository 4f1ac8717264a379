import type { FhirResource } from 'fhir/r4';
import { html, type nothing, type TemplateResult } from 'lit';
import { EntryOpenEvent } from '../events/entry-open-event.ts';
import { chevronIcon } from '../icons/icons.ts';
import { whenOpen } from './render-facts.ts';

export interface Details {
  readonly label: string;
  /** What a screen reader calls the button; begins with `label`, so that what is said is what is seen. */
  readonly name: string;
  readonly resources: readonly FhirResource[];
  /** Called before it opens, and when a script or the browser's search opened it: for content that is drawn only then. */
  readonly opens?: () => void;
}

/**
 * The second level of an entry: closed at first, opened and closed by pointer, Enter or Space, and printed open. What it is
 * opened by tells the page around (`samspil-entry-open`).
 */
export function renderDetails(
  { label, name, resources, opens }: Details,
  content: TemplateResult | typeof nothing,
): TemplateResult {
  // `toggle` also comes when a page's script opens it; a press is a person's act.
  const press = (event: Event) => {
    const summary = event.currentTarget as HTMLElement;
    if (summary.closest('details')?.open) return;
    opens?.();
    summary.dispatchEvent(new EntryOpenEvent(resources));
  };
  return html`<details class="more-of" part="details" @toggle=${whenOpen(opens)}>
    <summary aria-label=${name} @click=${press}>${chevronIcon}<span>${label}</span></summary>
    ${content}
  </details>`;
}
