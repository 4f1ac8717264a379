import type { Unheard } from './look-for-loss.ts';

/** A server that is restored is away for longer than this. In milliseconds. */
const SILENCE_MS = 300_000;
/** A server that takes so many writes and does not answer the question is not asked until the next occasion. */
const MOST_UNHEARD = 3;

/**
 * When to ask whether the server still has what it confirmed: at the start of a term, when a person wants to send now, and
 * before something leaves after the server was silent for a while. Asked first and sent then: what was lost must be back in
 * its place in the queue before what builds on it leaves. But no write waits for an answer that does not come.
 */
export class RestoreWatch {
  #isOpen = false;
  #isWanted = false;
  /** While open: the last one that is asked for. */
  #upTo = 0;
  /** What the store says was not asked for before later ones were confirmed. */
  #kept: number | undefined;
  #heardAt = 0;
  #unheard = 0;
  #isWaived = false;

  /** A term begins, with what an earlier one left open. */
  begin(now: number, unasked: number | undefined): void {
    this.#isOpen = false;
    this.#heardAt = now;
    this.#kept = unasked;
    this.want();
  }

  /** Somebody wants to know. */
  want(): void {
    this.#isWanted = true;
    this.#isWaived = false;
  }

  /**
   * Whether to ask now.
   * @param newest number of the newest confirmed write
   * @param hasNext something is about to leave
   */
  isDue(now: number, newest: number, hasNext: boolean): boolean {
    const wasSilent = hasNext && !this.#isOpen && Math.abs(now - this.#heardAt) > SILENCE_MS;
    if (this.#isWanted || wasSilent) this.#open(newest);
    if (!this.#isWaived || !hasNext) return this.#isOpen;
    this.#isWaived = false;
    return false;
  }

  /** What was open stays so up to where it was: what came after it proves nothing about it. */
  #open(newest: number): void {
    if (!this.#isOpen) this.#upTo = this.#kept ?? newest;
    this.#isOpen = true;
    this.#isWanted = false;
    this.#unheard = 0;
  }

  /** Up to where to ask. */
  get upTo(): number {
    return this.#upTo;
  }

  /** What is to be written down with a confirmation that comes before the answer. */
  get unasked(): number | undefined {
    return this.#isOpen ? this.#upTo : undefined;
  }

  /** It was written down. */
  kept(unasked: number): void {
    this.#kept = unasked;
  }

  /** The server answered the question. True when the store must be told that nothing is open any more. */
  answered(now: number): boolean {
    const wasKept = this.#kept !== undefined;
    this.#isOpen = false;
    this.#kept = undefined;
    this.#heardAt = now;
    return wasKept;
  }

  /** It did not. After a wait that it asked for the next write goes first: it must not wait for ever. */
  unheard({ upTo, retryAfterMs }: Unheard): void {
    this.#upTo = upTo;
    this.#isWaived = retryAfterMs !== undefined;
  }

  /** The server answered a write. */
  heard(now: number): void {
    this.#heardAt = now;
    if (!this.#isOpen) return;
    this.#unheard += 1;
    if (this.#unheard >= MOST_UNHEARD) this.#isOpen = false;
  }
}
