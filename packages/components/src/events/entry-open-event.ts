import type { FhirResource } from 'fhir/r4';

/**
 * A person opened the details of an entry in a list. Crosses shadow roots, because the page around may show beside it what
 * it knows of the entry; cannot be cancelled, because it is open already.
 */
export class EntryOpenEvent extends Event {
  static readonly eventName = 'samspil-entry-open';
  /** The resources behind the entry: one, or several of the same substance. */
  readonly resources: readonly FhirResource[];
  /** Set by a page that listens for `samspil-history-open`: the entry then has a button that asks who changed it. */
  offersHistory = false;

  constructor(resources: readonly FhirResource[]) {
    super(EntryOpenEvent.eventName, { bubbles: true, composed: true });
    this.resources = resources;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'samspil-entry-open': EntryOpenEvent;
  }
}
