import type { Receipt, ReceiptSnapshot, ReceiptState } from '../workplace/types.ts';

const SETTLED: ReadonlySet<ReceiptState> = new Set(['accepted', 'conflict', 'rejected']);

/** A receipt that follows what the outbox says about its write. */
export class LiveReceipt extends EventTarget implements Receipt {
  #snapshot: ReceiptSnapshot;
  readonly settled: Promise<ReceiptSnapshot>;
  #settle: (snapshot: ReceiptSnapshot) => void = () => undefined;
  #abandon: (reason: unknown) => void = () => undefined;

  constructor(snapshot: ReceiptSnapshot) {
    super();
    this.#snapshot = snapshot;
    this.settled = new Promise((resolve, reject) => {
      this.#settle = resolve;
      this.#abandon = reject;
    });
    // Nobody has to wait for it.
    this.settled.catch(() => undefined);
    if (SETTLED.has(snapshot.state)) this.#settle(snapshot);
  }

  get id(): string {
    return this.#snapshot.id;
  }

  get state(): ReceiptState {
    return this.#snapshot.state;
  }

  get snapshot(): ReceiptSnapshot {
    return this.#snapshot;
  }

  /** Takes over a newer snapshot of the same write. */
  update(snapshot: ReceiptSnapshot): void {
    this.#snapshot = snapshot;
    if (SETTLED.has(snapshot.state)) this.#settle(snapshot);
    this.dispatchEvent(new Event('change'));
  }

  /** Nothing more will be heard of it here: whoever waits for {@link settled} is told why. The write itself goes on. */
  abandon(reason: unknown): void {
    this.#abandon(reason);
  }
}
