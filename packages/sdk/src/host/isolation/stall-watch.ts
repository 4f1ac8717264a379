import type { Runtime } from '../../runtime.ts';

/**
 * Measures how long this page stands still: a message to itself comes round all the time, and the longest wait for it is
 * the longest stall. Messages rather than timers, which browsers hold back, and only for a moment, since it keeps the
 * page awake.
 */
export class StallWatch {
  readonly #runtime: Pick<Runtime, 'now'>;
  readonly #channel = new MessageChannel();
  #lastAt: number;
  #longestMs = 0;

  constructor(runtime: Pick<Runtime, 'now'>) {
    this.#runtime = runtime;
    this.#lastAt = runtime.now();
    this.#channel.port1.onmessage = () => {
      this.#look();
      this.#channel.port2.postMessage(null);
    };
    this.#channel.port2.postMessage(null);
  }

  /** Ends the watch. The longest stall so far, in milliseconds. */
  stop(): number {
    this.#look();
    this.#channel.port1.close();
    this.#channel.port2.close();
    return this.#longestMs;
  }

  #look(): void {
    const now = this.#runtime.now();
    this.#longestMs = Math.max(this.#longestMs, now - this.#lastAt);
    this.#lastAt = now;
  }
}
