import type { Runtime } from '../../../runtime.ts';
import { FRESH, isPacingState, remainingMs } from './pacing-state.ts';
import type { PacingState } from './pacing-state.ts';

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 300_000;
/** What is left of the longest possible wait once there is a network again: a minute after hours, nothing much after seconds. */
const SHARE_AFTER_OUTAGE = 0.2;
/** Two more than a browser sends to one HTTP/1.1 server at a time: they stand in its queue while the worker reads an answer. */
const WIDEST = 8;

/**
 * Full-jitter exponential back-off: a random time up to 1, 2, 4, … seconds, at most five minutes. The randomness keeps ten
 * thousand devices from coming back in the same second.
 */
export function backoffMs(failures: number, runtime: Pick<Runtime, 'randomBytes'>): number {
  return upTo(ceilingMs(failures), runtime);
}

function ceilingMs(failures: number): number {
  return Math.min(FIRST_WAIT_MS * 2 ** Math.max(failures - 1, 0), LONGEST_WAIT_MS);
}

function upTo(mostMs: number, runtime: Pick<Runtime, 'randomBytes'>): number {
  const [random = 0] = new Uint32Array(runtime.randomBytes(4).buffer);
  return Math.ceil((mostMs * random) / 2 ** 32);
}

/** What {@link Pacing} needs of the platform. */
export type PacingRuntime = Pick<Runtime, 'now' | 'schedule' | 'randomBytes'>;

interface Wait {
  untilAt: number;
  cancel: () => void;
}

/**
 * When to try again. An entry that failed rests alone, so that the next one gets its turn: it may be the entry that makes
 * the server stumble. When two fail in a row it is the server or the network, and everything rests. A term counts in
 * elapsed time only, because a device's clock may jump by a day; the next term takes over by {@link state}.
 */
export class Pacing {
  readonly #runtime: PacingRuntime;
  readonly #onReady: () => void;
  readonly #failures = new Map<number, number>();
  readonly #resting = new Map<number, Wait>();
  #failuresInARow = 0;
  /** How many of the last ones were refusals that named a time. */
  #asksInARow = 0;
  #width = 1;
  /** How often something failed so far, and how often it had when each entry was begun. */
  #fallen = 0;
  readonly #begun = new Map<number, number>();
  #pause: (Wait & { isAsked: boolean }) | undefined;

  /** @param onReady called when something may be tried again */
  constructor(runtime: PacingRuntime, onReady: () => void) {
    this.#runtime = runtime;
    this.#onReady = onReady;
  }

  /** True while nothing may be sent. */
  get isPaused(): boolean {
    return this.#pause !== undefined;
  }

  isResting(sequence: number): boolean {
    return this.#resting.has(sequence);
  }

  /**
   * How many entries may be under way at the same time: one to begin with and after every failure, one more with each
   * answer. A server that comes back meets one request of each device, not all that it has.
   */
  get width(): number {
    return this.#width;
  }

  /** An attempt begins. */
  started(sequence: number): void {
    this.#begun.set(sequence, this.#fallen);
  }

  /** What the next sender must know, in plain data that tells nothing of anybody. */
  get state(): PacingState {
    const entries = [...this.#failures].map(([sequence, failures]) => {
      const untilAt = this.#resting.get(sequence)?.untilAt;
      return { sequence, failures, ...(untilAt === undefined ? {} : { untilAt }) };
    });
    if (entries.length === 0 && !this.#pause && this.#failuresInARow === 0) return FRESH;
    return {
      at: this.#runtime.now(),
      failuresInARow: this.#failuresInARow,
      ...(this.#pause && { pause: { untilAt: this.#pause.untilAt, isAsked: this.#pause.isAsked } }),
      // Enough for a queue of poison; what is beyond starts its back-off anew.
      entries: entries.slice(-500),
    };
  }

  /** Takes over from an earlier term, in this tab or another, in this session or the last. */
  resume(kept: unknown): void {
    this.stop();
    this.#failures.clear();
    this.#begun.clear();
    this.#failuresInARow = 0;
    this.#width = 1;
    if (!isPacingState(kept)) return;
    const nowMs = this.#runtime.now();
    this.#failuresInARow = kept.failuresInARow;
    for (const { sequence, failures, untilAt } of kept.entries) {
      this.#failures.set(sequence, failures);
      const restMs = remainingMs(kept, untilAt, nowMs);
      if (restMs > 0) this.#rest(sequence, restMs);
    }
    const pauseMs = remainingMs(kept, kept.pause?.untilAt, nowMs);
    if (kept.pause && pauseMs > 0) this.#pauseFor(pauseMs, kept.pause.isAsked);
  }

  /** The server answered for this entry, with yes or no. */
  succeeded(sequence: number): void {
    this.#failuresInARow = 0;
    this.#asksInARow = 0;
    this.#failures.delete(sequence);
    this.#begun.delete(sequence);
    this.#width = Math.min(this.#width + 1, WIDEST);
  }

  /** No usable answer. `retryAfterMs` is what the server asked for; all writes wait then. */
  failed(sequence: number, retryAfterMs: number | undefined): void {
    this.#fall(this.#begun.get(sequence));
    this.#begun.delete(sequence);
    if (retryAfterMs !== undefined) this.#asksInARow += 1;
    // What was held back beside a refusal says nothing of the server.
    else if (!this.#pause?.isAsked) this.#asksInARow = 0;
    const isServer = retryAfterMs !== undefined || this.#failuresInARow > 1;
    // What is the server's fault is not held against the entry: it goes as soon as the server is back.
    const failures = Math.max((this.#failures.get(sequence) ?? 0) + (isServer ? 0 : 1), 1);
    this.#failures.set(sequence, failures);
    this.#rest(sequence, backoffMs(failures, this.#runtime));
    if (isServer) this.#pauseAfter(retryAfterMs);
  }

  /** Something other than an entry failed, such as the store: everything rests. */
  stumbled(): void {
    this.#fall(undefined);
    this.#pauseAfter(undefined);
  }

  /** A person wants it now. Our own waits end; what the server asked for is kept, however often somebody presses. */
  hurry(): void {
    this.#failures.clear();
    for (const { cancel } of this.#resting.values()) cancel();
    this.#resting.clear();
    if (!this.#pause?.isAsked) {
      this.#pause?.cancel();
      this.#pause = undefined;
      this.#failuresInARow = 0;
    }
    this.#onReady();
  }

  /**
   * There is a network again, and whoever else was cut off has it back in the same second. Our own waits become shorter,
   * by chance: at most a fifth of what they could have been, so a minute after an outage of hours and a moment after one
   * of seconds.
   */
  reconnected(): void {
    const nowMs = this.#runtime.now();
    const mostMs = ceilingMs(this.#failuresInARow) * SHARE_AFTER_OUTAGE;
    const soonMs = upTo(mostMs, this.#runtime);
    const sooner = (untilAt: number) => Math.min(Math.max(untilAt - nowMs, 0), soonMs);
    for (const [sequence, { untilAt }] of [...this.#resting]) this.#rest(sequence, sooner(untilAt));
    if (this.#pause && !this.#pause.isAsked) this.#pauseFor(sooner(this.#pause.untilAt), false);
    this.#onReady();
  }

  /** Ends all timers. */
  stop(): void {
    this.#pause?.cancel();
    this.#pause = undefined;
    for (const { cancel } of this.#resting.values()) cancel();
    this.#resting.clear();
  }

  /** @param begunAt what {@link started} noted of the attempt */
  #fall(begunAt: number | undefined): void {
    // Several that were under way together and failed for the same reason are no longer row of failures than two.
    const isBeside = begunAt !== undefined && begunAt < this.#fallen && this.#failuresInARow > 0;
    this.#failuresInARow = isBeside ? Math.max(this.#failuresInARow, 2) : this.#failuresInARow + 1;
    this.#fallen += 1;
    this.#width = 1;
  }

  #pauseAfter(retryAfterMs: number | undefined): void {
    const waitMs = (retryAfterMs ?? 0) + upTo(this.#spreadMs(retryAfterMs), this.#runtime);
    this.#pauseFor(waitMs, retryAfterMs !== undefined);
  }

  /**
   * A wait is added to what the server asked for, because all devices were told the same number: of that size itself, else
   * they would come back together after it, and twice that with every further refusal. A server that asks for something
   * is there: how long it was silent before does not count.
   */
  #spreadMs(retryAfterMs: number | undefined): number {
    if (retryAfterMs === undefined) return ceilingMs(this.#failuresInARow);
    const asLong = Math.min(retryAfterMs * 2 ** (this.#asksInARow - 1), LONGEST_WAIT_MS);
    return Math.max(asLong, ceilingMs(this.#asksInARow));
  }

  #pauseFor(waitMs: number, isAsked: boolean): void {
    // A wait of our own, for example because the disk is full, never ends one that the server asked for.
    if (this.#pause?.isAsked && this.#pause.untilAt > this.#runtime.now() + waitMs) return;
    this.#pause?.cancel();
    const cancel = this.#runtime.schedule(waitMs, () => {
      this.#pause = undefined;
      this.#onReady();
    });
    this.#pause = { untilAt: this.#runtime.now() + waitMs, isAsked, cancel };
  }

  #rest(sequence: number, waitMs: number): void {
    this.#resting.get(sequence)?.cancel();
    const cancel = this.#runtime.schedule(waitMs, () => {
      this.#resting.delete(sequence);
      this.#onReady();
    });
    this.#resting.set(sequence, { untilAt: this.#runtime.now() + waitMs, cancel });
  }
}
