import type { CdsCard, CdsCoding, CdsFeedback } from '../components/cds-cards/cds-hooks.ts';

/** What a person dismissed, why, and the feedback that says so. */
export interface CardOverride {
  /** The id of the service that gave the card; undefined where the page did not say. */
  readonly service: string | undefined;
  readonly card: CdsCard;
  /** One of the service's own reasons; undefined when none was picked. */
  readonly reason: CdsCoding | undefined;
  /** What the person wrote, spaces around it gone; empty for nothing. */
  readonly comment: string;
  /** For the service's feedback endpoint. Undefined when the card has no uuid. */
  readonly feedback: CdsFeedback | undefined;
}

/** A person dismissed a decision support card. Crosses shadow roots, because the page around sends the feedback. */
export class CardOverrideEvent extends Event {
  static readonly eventName = 'samspil-card-override';
  readonly override: CardOverride;

  constructor(override: CardOverride) {
    super(CardOverrideEvent.eventName, { bubbles: true, composed: true });
    this.override = override;
  }
}

declare global {
  interface HTMLElementEventMap {
    'samspil-card-override': CardOverrideEvent;
  }
}
