import type { Runtime } from '../runtime.ts';

export interface HeartbeatOptions {
  runtime: Pick<Runtime, 'schedule'>;
  /** Time between two pings, in milliseconds. Default 5 000. */
  intervalMs?: number;
  ping(): void;
  /** Two answers in a row are missing. */
  onSilent(): void;
  /** It answers again. */
  onBack(): void;
  /** Four answers in a row are missing: it is not coming back. */
  onGone(): void;
}

const SILENT_AFTER = 2;
const GONE_AFTER = 4;

/** Asks again and again whether the peer is there: a port tells nobody when its other end is gone. */
export class Heartbeat {
  readonly #options: HeartbeatOptions;
  #missed = 0;
  #cancel: () => void;

  constructor(options: HeartbeatOptions) {
    this.#options = options;
    this.#cancel = this.#next();
  }

  /** The peer answered. */
  pong(): void {
    if (this.#missed >= SILENT_AFTER) this.#options.onBack();
    this.#missed = 0;
  }

  stop(): void {
    this.#cancel();
  }

  #next(): () => void {
    this.#options.ping();
    return this.#options.runtime.schedule(this.#options.intervalMs ?? 5_000, () => {
      this.#missed += 1;
      if (this.#missed === SILENT_AFTER) this.#options.onSilent();
      if (this.#missed >= GONE_AFTER) {
        this.#options.onGone();
        return;
      }
      this.#cancel = this.#next();
    });
  }
}
