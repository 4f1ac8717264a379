import type { FhirResource } from 'fhir/r4';
import { html, nothing, type TemplateResult } from 'lit';
import { EntryOpenEvent } from '../events/entry-open-event.ts';
import { HistoryOpenEvent } from '../events/history-open-event.ts';
import { chevronIcon } from '../icons/icons.ts';
import type { ListWords } from './list-words.ts';
import { whenOpen } from './when-open.ts';

export interface Details {
  readonly words: Pick<ListWords, 't'>;
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
  { words, label, name, resources, opens }: Details,
  content: TemplateResult | typeof nothing,
): TemplateResult {
  // `toggle` also comes when a page's script opens it; a press is a person's act.
  const press = (event: Event) => {
    const summary = event.currentTarget as HTMLElement;
    if (summary.closest('details')?.open) return;
    opens?.();
    const opened = new EntryOpenEvent(resources);
    summary.dispatchEvent(opened);
    const history = summary.parentElement?.querySelector<HTMLElement>(':scope > .history');
    if (history) history.hidden = !opened.offersHistory;
  };
  return html`<details class="more-of" part="details" @toggle=${whenOpen(opens)}>
    <summary aria-label=${name} @click=${press}>${chevronIcon}<span>${label}</span></summary>
    ${content} ${renderHistoryButton({ words, name, resources })}
  </details>`;
}

/** The way to who changed the entry: shown once a page offered it (`EntryOpenEvent.offersHistory`). */
function renderHistoryButton({
  words: { t },
  name,
  resources,
}: Pick<Details, 'words' | 'name' | 'resources'>): TemplateResult | typeof nothing {
  if (!resources.some(isStored)) return nothing;
  const open = ({ target }: Event) => {
    const references = resources.filter(isStored).map(({ resourceType, id }) => `${resourceType}/${id}`);
    target?.dispatchEvent(new HistoryOpenEvent(references));
  };
  return html`<p class="history" hidden>
    <button type="button" aria-label="${t('list.history')}: ${name}" @click=${open}>
      ${t('list.history')}
    </button>
  </p>`;
}

/** Has an id that a server gave it. */
function isStored({ id }: FhirResource): boolean {
  return typeof id === 'string' && /^[A-Za-z0-9\-.]{1,64}$/.test(id);
}
