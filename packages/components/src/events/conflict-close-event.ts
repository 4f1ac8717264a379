/**
 * A person is done with a conflict for now: it is decided, or left for later. Crosses shadow roots, because the page around
 * closes what it opened; cannot be cancelled, because a decision is durable already.
 */
export class ConflictCloseEvent extends Event {
  static readonly eventName = 'samspil-conflict-close';
  readonly outcome: 'decided' | 'later';

  constructor(outcome: 'decided' | 'later') {
    super(ConflictCloseEvent.eventName, { bubbles: true, composed: true });
    this.outcome = outcome;
  }
}

declare global {
  interface HTMLElementEventMap {
    'samspil-conflict-close': ConflictCloseEvent;
  }
}
