/** What is under way at the same time, by the sequence of its entry. */
export class Lanes {
  readonly #taken = new Map<number, Promise<void>>();
  #isFilling = true;

  /**
   * Whether another may begin. While some are answered the next are written down, so that nobody waits for the disk; not
   * while a server is tried out. They begin in groups, as many as may be outside: what begins together shares a commit.
   */
  hasRoom(width: number): boolean {
    const [underWay, most] = [this.#taken.size, width === 1 ? 1 : 2 * width];
    if (underWay >= most) this.#isFilling = false;
    else if (underWay <= most - width) this.#isFilling = true;
    return this.#isFilling;
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
