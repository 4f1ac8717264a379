/**
 * A person asks who changed an entry of a list. Crosses shadow roots, because the page around has the place for it: a
 * dialog with a `samspil-resource-history` for each reference, or more than that.
 */
export class HistoryOpenEvent extends Event {
  static readonly eventName = 'samspil-history-open';
  /** Of the resources behind the entry, as `Type/id`; at least one. */
  readonly references: readonly string[];

  constructor(references: readonly string[]) {
    super(HistoryOpenEvent.eventName, { bubbles: true, composed: true });
    this.references = references;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'samspil-history-open': HistoryOpenEvent;
  }
}
