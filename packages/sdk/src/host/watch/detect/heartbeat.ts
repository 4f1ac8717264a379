import type { Runtime } from '../../../runtime.ts';

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
  #isAnswered = true;
  #missed = 0;
  #isStopped = false;
  #cancel: () => void;

  constructor(options: HeartbeatOptions) {
    this.#options = options;
    this.#cancel = this.#next();
  }

  /** The peer answered. */
  pong(): void {
    if (this.#isStopped) return;
    const wasSilent = this.#missed >= SILENT_AFTER;
    this.#isAnswered = true;
    this.#missed = 0;
    if (wasSilent) this.#options.onBack();
  }

  /** Nothing is told afterwards, also when it is called from within one of the callbacks. */
  stop(): void {
    this.#isStopped = true;
    this.#cancel();
  }

  #next(): () => void {
    this.#isAnswered = false;
    this.#options.ping();
    return this.#options.runtime.schedule(this.#options.intervalMs ?? 5_000, () => this.#judge());
  }

  #judge(): void {
    if (!this.#isAnswered) this.#missed += 1;
    if (this.#missed >= GONE_AFTER) {
      this.stop();
      this.#options.onGone();
      return;
    }
    if (!this.#isAnswered && this.#missed === SILENT_AFTER) this.#options.onSilent();
    if (!this.#isStopped) this.#cancel = this.#next();
  }
}
