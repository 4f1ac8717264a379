import type { Runtime } from '../../runtime.ts';

/** How fast and how much at once a peer may call. */
export interface CallLimits {
  /** Messages in any one second, calls and others. */
  maxMessagesPerSecond: number;
  /** Calls without an answer yet. */
  maxInFlight: number;
}

export const DEFAULT_CALL_LIMITS: CallLimits = { maxMessagesPerSecond: 200, maxInFlight: 64 };

/** Counts the messages of the running second. One second is a window, not an average: a burst is what hurts the host. */
export class RateWindow {
  readonly #runtime: Pick<Runtime, 'now'>;
  readonly #limit: number;
  #startedAt = Number.NEGATIVE_INFINITY;
  #count = 0;

  constructor(runtime: Pick<Runtime, 'now'>, limit: number) {
    this.#runtime = runtime;
    this.#limit = limit;
  }

  /** Counts one message; false when it is one too many. */
  admit(): boolean {
    const now = this.#runtime.now();
    if (now - this.#startedAt >= 1000 || now < this.#startedAt) {
      this.#startedAt = now;
      this.#count = 0;
    }
    this.#count += 1;
    return this.#count <= this.#limit;
  }
}
