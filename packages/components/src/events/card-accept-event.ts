import type { CdsCard, CdsFeedback, CdsSuggestion } from '../components/cds-cards/cds-hooks.ts';

/** What a person took, and the feedback that says so. */
export interface CardAcceptance {
  /** The id of the service that gave the card; undefined where the page did not say. */
  readonly service: string | undefined;
  /** As the service sent it: check it before anything is written. */
  readonly card: CdsCard;
  readonly suggestion: CdsSuggestion;
  /** For the service's feedback endpoint, once it is carried out. Undefined when card or suggestion have no uuid. */
  readonly feedback: CdsFeedback | undefined;
}

/**
 * A person took a suggestion of a decision support card: the page carries out its actions, all together, as a transaction in
 * the order delete, create, update. The element writes nothing. Crosses shadow roots, because that is the page around.
 */
export class CardAcceptEvent extends Event {
  static readonly eventName = 'samspil-card-accept';
  readonly acceptance: CardAcceptance;
  #work: Promise<unknown> | undefined;

  constructor(acceptance: CardAcceptance) {
    super(CardAcceptEvent.eventName, { bubbles: true, composed: true });
    this.acceptance = acceptance;
  }

  /** Lets the card say how far it has come: that it is done, or that it failed and can be tried again. */
  waitUntil(work: Promise<unknown>): void {
    this.#work = this.#work ? Promise.all([this.#work, work]) : work;
  }

  /** What the page gave to {@link waitUntil}; undefined when nobody did. */
  get work(): Promise<unknown> | undefined {
    return this.#work;
  }
}

declare global {
  interface HTMLElementEventMap {
    'samspil-card-accept': CardAcceptEvent;
  }
}
