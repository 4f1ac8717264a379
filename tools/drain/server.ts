import type { VirtualTime } from './virtual-time.ts';

/** What one request came to, as a device sees it. */
export type Answer =
  { kind: 'accepted' } | { kind: 'refused'; retryAfterMs: number } | { kind: 'unreachable' };

/** How the server limits what it takes. */
export interface ServerOptions {
  /** Requests it takes in each second; the others are answered 429 with `Retry-After`. */
  perSecond: number;
  /** What it asks for. The same for everybody, as gateways do it. */
  retryAfterMs: number;
  /** From request to answer, milliseconds. */
  roundTripMs: number;
}

/** A server that was out of reach until the instant 0, and has a rate limit from then on. */
export class Server {
  readonly #time: VirtualTime;
  readonly #options: ServerOptions;
  /** Requests by the second in which they arrived, refused ones too: it is they that hurt. */
  readonly #arrivals = new Map<number, number>();

  constructor(time: VirtualTime, options: ServerOptions) {
    this.#time = time;
    this.#options = options;
  }

  /** The most that arrived in one second. */
  get peak(): number {
    return [...this.#arrivals.values()].reduce((most, count) => Math.max(most, count), 0);
  }

  /** Requests in all since the outage ended. */
  get requests(): number {
    return [...this.#arrivals.values()].reduce((sum, count) => sum + count, 0);
  }

  /** @param hear called with the answer after the round trip */
  ask(hear: (answer: Answer) => void): void {
    const { roundTripMs } = this.#options;
    const answer = this.#answer();
    this.#time.schedule(roundTripMs, () => hear(answer));
  }

  #answer(): Answer {
    if (this.#time.nowMs < 0) return { kind: 'unreachable' };
    const second = Math.floor(this.#time.nowMs / 1000);
    const count = (this.#arrivals.get(second) ?? 0) + 1;
    this.#arrivals.set(second, count);
    const { perSecond, retryAfterMs } = this.#options;
    return count <= perSecond ? { kind: 'accepted' } : { kind: 'refused', retryAfterMs };
  }
}
