/** Why a term ended: it cannot send, or it slept while another was elected. */
export type TermEnd = 'stepped-down' | 'fenced-out';

/**
 * One sender per partition among all tabs and workers of the origin. A candidate queues for a Web Lock, which the browser
 * hands on when its holder ends, however it ends; nobody polls. A leader that cannot send (no session) steps down, so
 * that a tab which can takes over, and stands again when there is reason to.
 */
export class Election {
  readonly #locks: LockManager;
  readonly #name: string;
  readonly #lead: (signal: AbortSignal) => Promise<TermEnd>;
  readonly #ended = new AbortController();
  #candidacy: Promise<void> | undefined;

  /**
   * @param name readable by every page of the origin, so it must not identify anybody
   * @param lead runs while the lock is held; when it resolves the lock is released
   */
  constructor(locks: LockManager, name: string, lead: (signal: AbortSignal) => Promise<TermEnd>) {
    this.#locks = locks;
    this.#name = name;
    this.#lead = lead;
  }

  /** Queues for the lock, unless this candidate holds it or queues already. */
  stand(): void {
    const { signal } = this.#ended;
    if (this.#candidacy || signal.aborted) return;
    this.#candidacy = this.#locks
      .request(this.#name, { signal }, () => this.#lead(signal))
      // Withdrawn, or no lock to be had now: the next reason to stand asks again.
      .catch((): TermEnd => 'stepped-down')
      .then((end) => {
        this.#candidacy = undefined;
        // Whoever was elected instead may be gone by now; in the line for the lock this one takes over then.
        if (end === 'fenced-out') this.stand();
      });
  }

  /** Withdraws, and waits until the lock is released. */
  async end(): Promise<void> {
    this.#ended.abort();
    await this.#candidacy;
  }
}
