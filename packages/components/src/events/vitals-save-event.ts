import type { Receipt } from '@samspil/sdk';

/**
 * A person saved vital signs and they are durable on this device. Crosses shadow roots, because the page around may want
 * to follow the receipt; cannot be cancelled, because it is already done.
 */
export class VitalsSaveEvent extends Event {
  static readonly eventName = 'samspil-vitals-save';
  readonly receipt: Receipt;

  constructor(receipt: Receipt) {
    super(VitalsSaveEvent.eventName, { bubbles: true, composed: true });
    this.receipt = receipt;
  }
}

declare global {
  interface HTMLElementEventMap {
    'samspil-vitals-save': VitalsSaveEvent;
  }
}
