import type { Runtime } from '../../runtime.ts';

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 300_000;

/**
 * Full-jitter exponential back-off: a random time up to 1, 2, 4, … seconds, at most five minutes. The randomness keeps ten
 * thousand devices from coming back in the same second.
 */
export function backoffMs(failures: number, runtime: Pick<Runtime, 'randomBytes'>): number {
  const ceiling = Math.min(FIRST_WAIT_MS * 2 ** Math.max(failures - 1, 0), LONGEST_WAIT_MS);
  const [random = 0] = new Uint32Array(runtime.randomBytes(4).buffer);
  return Math.ceil((ceiling * random) / 2 ** 32);
}

/**
 * When to try again. An entry that failed rests alone, so that the next one gets its turn: it may be the entry that makes
 * the server stumble. When two fail in a row it is the server or the network, and everything rests. Counted in elapsed
 * time only: a device's clock may jump by a day.
 */
export class Pacing {
  readonly #runtime: Pick<Runtime, 'schedule' | 'randomBytes'>;
  readonly #onReady: () => void;
  readonly #failures = new Map<number, number>();
  readonly #resting = new Map<number, () => void>();
  #failuresInARow = 0;
  #endPause: (() => void) | undefined;
  #isAsked = false;

  /** @param onReady called when something may be tried again */
  constructor(runtime: Pick<Runtime, 'schedule' | 'randomBytes'>, onReady: () => void) {
    this.#runtime = runtime;
    this.#onReady = onReady;
  }

  /** True while nothing may be sent. */
  get isPaused(): boolean {
    return this.#endPause !== undefined;
  }

  isResting(sequence: number): boolean {
    return this.#resting.has(sequence);
  }

  /** The server answered for this entry, with yes or no. */
  succeeded(sequence: number): void {
    this.#failuresInARow = 0;
    this.#failures.delete(sequence);
  }

  /** No usable answer. `retryAfterMs` is what the server asked for; all writes wait then. */
  failed(sequence: number, retryAfterMs: number | undefined): void {
    const failures = (this.#failures.get(sequence) ?? 0) + 1;
    this.#failures.set(sequence, failures);
    this.#failuresInARow += 1;
    const wait = this.#runtime.schedule(backoffMs(failures, this.#runtime), () => {
      this.#resting.delete(sequence);
      this.#onReady();
    });
    this.#resting.get(sequence)?.();
    this.#resting.set(sequence, wait);
    if (retryAfterMs !== undefined || this.#failuresInARow > 1) this.#pause(retryAfterMs);
  }

  /** Something other than an entry failed, such as the store: everything rests. */
  stumbled(): void {
    this.#failuresInARow += 1;
    this.#pause(undefined);
  }

  /** A person wants it now. Our own waits end; what the server asked for is kept, however often somebody presses. */
  hurry(): void {
    this.#failures.clear();
    for (const cancel of this.#resting.values()) cancel();
    this.#resting.clear();
    if (!this.#isAsked) {
      this.#endPause?.();
      this.#endPause = undefined;
      this.#failuresInARow = 0;
    }
    this.#onReady();
  }

  /** Ends all timers. */
  stop(): void {
    this.#endPause?.();
    this.#endPause = undefined;
    for (const cancel of this.#resting.values()) cancel();
    this.#resting.clear();
  }

  #pause(retryAfterMs: number | undefined): void {
    this.#endPause?.();
    this.#isAsked = retryAfterMs !== undefined;
    // The wait is added to what the server asked for: all devices were told the same number.
    const waitMs = (retryAfterMs ?? 0) + backoffMs(this.#failuresInARow, this.#runtime);
    this.#endPause = this.#runtime.schedule(waitMs, () => {
      this.#endPause = undefined;
      this.#isAsked = false;
      this.#onReady();
    });
  }
}
