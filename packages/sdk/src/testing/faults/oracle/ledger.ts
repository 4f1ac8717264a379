import type { ReceiptSnapshot } from '../../../workplace/types.ts';

/** One invariant that did not hold (`offline-faults.md` §2). */
export interface Violation {
  readonly invariant: 'I1' | 'I2' | 'I3' | 'I4' | 'I5' | 'I6' | 'I7' | 'I8' | 'I9' | 'I10' | 'crash';
  readonly what: string;
}

/** A save as its user sees it. */
export interface Operation {
  readonly id: string;
  readonly user: string;
  readonly plugin: string;
  /** How many resources it is. */
  readonly size: number;
  /** Position in the order of everything that happened: when it was asked for. */
  readonly askedAt: number;
  /** What it changes, by `Type/id`, and the version it states; undefined: what this device made and nobody has seen. */
  readonly bases: ReadonlyMap<string, string | undefined>;
  /** Records that it changes or refers to, by `Type/id`. */
  readonly touches: readonly string[];
  /** The receipt, once it was promised. */
  receipt: ReceiptSnapshot | undefined;
  promisedAt: number | undefined;
  /** A person asked to give it up. */
  isGivenUp: boolean;
  /** Versions of others that its user was shown, by `Type/id`, when it was in conflict. */
  readonly shown: Map<string, number>;
}

/** What was asked, promised, told and found wrong, in order. */
export class Ledger {
  readonly operations = new Map<string, Operation>();
  readonly violations: Violation[] = [];
  readonly #byEntry = new Map<string, Operation>();
  #now = 0;

  /** Moves on in the order of everything. */
  tick(): number {
    this.#now += 1;
    return this.#now;
  }

  ask(operation: Operation): void {
    this.operations.set(operation.id, operation);
  }

  /** `enqueue` resolved. */
  promise(id: string, receipt: ReceiptSnapshot): void {
    const operation = this.operations.get(id);
    if (!operation) return;
    if (operation.receipt && operation.receipt.id !== receipt.id)
      this.blame('I2', `${id} was given two receipts`);
    operation.receipt ??= receipt;
    operation.promisedAt ??= this.tick();
    this.#byEntry.set(receipt.id, operation);
  }

  /** The operation behind a receipt, if it was promised. */
  byEntry(entryId: string): Operation | undefined {
    return this.#byEntry.get(entryId);
  }

  blame(invariant: Violation['invariant'], what: string): void {
    if (!this.violations.some((known) => known.what === what && known.invariant === invariant))
      this.violations.push({ invariant, what });
  }
}
