import type { ReceiptSnapshot } from '@samspil/sdk';

/**
 * A person wants to correct a write that the server refused, or to decide one in conflict: whoever has the form for it opens
 * it, at the field that {@link expressions} names, and calls `preventDefault()` to say that it did. Crosses shadow roots,
 * because that is the page or the plugin around.
 */
export class OutboxRepairEvent extends Event {
  static readonly eventName = 'samspil-outbox-repair';
  readonly receipt: ReceiptSnapshot;
  /** FHIRPaths of the elements at fault, as the server named them in `OperationOutcome.issue.expression`. */
  readonly expressions: readonly string[];

  constructor(receipt: ReceiptSnapshot) {
    super(OutboxRepairEvent.eventName, { bubbles: true, composed: true, cancelable: true });
    this.receipt = receipt;
    this.expressions = receipt.error?.issues?.flatMap(({ expression }) => expression) ?? [];
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'samspil-outbox-repair': OutboxRepairEvent;
  }
}
