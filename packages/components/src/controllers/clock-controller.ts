import type { ReactiveController, ReactiveControllerHost } from 'lit';

const MINUTE = 60_000;

/**
 * The present, for what an element says of it: what is next, overdue, how long something has lasted. It is the minute, so
 * that what hangs on it is worked out once a minute; the host is drawn anew when a minute has passed. An owner may set it
 * (`now`), for example to look at a record as it was; then it stands still.
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
    return this.#host.now ?? Math.floor(Date.now() / MINUTE) * MINUTE;
  }

  hostConnected(): void {
    this.#timer = setInterval(() => {
      if (this.#host.now === undefined) this.#host.requestUpdate();
    }, MINUTE / 2);
  }

  hostDisconnected(): void {
    clearInterval(this.#timer);
  }
}
