/** What is under way at the same time, by the sequence of its entry. */
export class Lanes {
  readonly #taken = new Map<number, Promise<void>>();

  get size(): number {
    return this.#taken.size;
  }

  has(sequence: number): boolean {
    return this.#taken.has(sequence);
  }

  /** The entries that are under way now. */
  sequences(): ReadonlySet<number> {
    return new Set(this.#taken.keys());
  }

  /** @param work never rejects */
  start(sequence: number, work: () => Promise<void>): void {
    this.#taken.set(
      sequence,
      work().finally(() => this.#taken.delete(sequence)),
    );
  }

  /** Resolves once nothing is under way. */
  async end(): Promise<void> {
    await Promise.all(this.#taken.values());
  }
}
