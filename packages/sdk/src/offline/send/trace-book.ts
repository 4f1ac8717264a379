/** More than a queue that is looked at by anybody holds; beyond it the oldest are forgotten. */
const MOST = 1000;

/**
 * To which trace a write belongs, for as long as this engine lives: memory only, never stored. A write that is sent in a
 * later session, or by another tab, belongs to no trace: what was clicked then is not what sends now.
 */
export class TraceBook {
  readonly #traces = new Map<string, string>();

  /** @param traceparent of the call that saved it, well-formed */
  note(entryId: string, traceparent: string): void {
    this.#traces.set(entryId, traceparent);
    if (this.#traces.size <= MOST) return;
    for (const oldest of this.#traces.keys()) {
      this.#traces.delete(oldest);
      return;
    }
  }

  of(entryId: string): string | undefined {
    return this.#traces.get(entryId);
  }

  /** The write will not be sent again by itself. */
  forget(entryId: string): void {
    this.#traces.delete(entryId);
  }
}
