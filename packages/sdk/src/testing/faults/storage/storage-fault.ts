/**
 * What goes wrong in a database (`offline-faults.md` F15, F16, F4):
 * - `quota`: every request succeeds, then the transaction aborts with `QuotaExceededError`, as browsers do it;
 * - `lost`: the connection is closed under the transaction;
 * - `crash-before`: the tab ends before the transaction commits;
 * - `crash-after`: it commits, and the tab ends before it hears of it;
 * - `no-open`: the next attempt to open fails with `UnknownError`.
 */
export interface StorageFault {
  readonly kind: 'quota' | 'lost' | 'crash-before' | 'crash-after' | 'no-open';
  /** How many writing transactions (for `no-open`: attempts) go well before it strikes. */
  readonly after: number;
}

/** Which faults are still to come, and whose turn is it. */
export class StorageFaults {
  #left: { kind: StorageFault['kind']; after: number }[] = [];

  add({ kind, after }: StorageFault): void {
    this.#left.push({ kind, after });
  }

  clear(): void {
    this.#left = [];
  }

  /** What happens to this attempt to open, or to this writing transaction. */
  draw(at: 'open' | 'write'): StorageFault['kind'] | undefined {
    let struck: StorageFault['kind'] | undefined;
    this.#left = this.#left.filter((fault) => {
      if ((fault.kind === 'no-open') !== (at === 'open') || struck) return true;
      if (fault.after > 0) {
        fault.after -= 1;
        return true;
      }
      struck = fault.kind;
      return false;
    });
    return struck;
  }
}
