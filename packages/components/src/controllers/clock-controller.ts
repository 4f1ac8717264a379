import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** What is said of time is said in minutes. */
const TICK_MS = 30_000;

/**
 * The present, for what an element says of it: what is next, overdue, how long something has lasted. The host is drawn anew
 * as time passes. An owner may set it (`now`), for example to look at a record as it was; then it stands still.
 */
export class ClockController implements ReactiveController {
  readonly #host: ReactiveControllerHost & { now?: number | undefined };
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(host: ReactiveControllerHost & { now?: number | undefined }) {
    this.#host = host;
    host.addController(this);
  }

  /** Milliseconds since the epoch. */
  get now(): number {
    return this.#host.now ?? Date.now();
  }

  hostConnected(): void {
    this.#timer = setInterval(() => {
      if (this.#host.now === undefined) this.#host.requestUpdate();
    }, TICK_MS);
  }

  hostDisconnected(): void {
    clearInterval(this.#timer);
  }
}
