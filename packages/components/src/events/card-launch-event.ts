import type { CdsCard, CdsLink } from '../components/cds-cards/cds-hooks.ts';

/** The app a person wants to open from a card. */
export interface CardLaunch {
  /** The id of the service that gave the card; undefined where the page did not say. */
  readonly service: string | undefined;
  readonly card: CdsCard;
  /** Its `url` is https; whether it is an app the workplace knows is the page's to check. `appContext` never goes into an address. */
  readonly link: CdsLink;
}

/**
 * A person wants to open the SMART app that a decision support card points to. The page launches it: the element never goes
 * there by itself, for a launch carries the patient. Crosses shadow roots.
 */
export class CardLaunchEvent extends Event {
  static readonly eventName = 'samspil-card-launch';
  readonly launch: CardLaunch;

  constructor(launch: CardLaunch) {
    super(CardLaunchEvent.eventName, { bubbles: true, composed: true });
    this.launch = launch;
  }
}

declare global {
  interface HTMLElementEventMap {
    'samspil-card-launch': CardLaunchEvent;
  }
}
