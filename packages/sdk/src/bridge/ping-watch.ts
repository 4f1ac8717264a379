import type { Runtime } from '../runtime.ts';

/** As many as the host allows a plugin to miss before it gives it up. */
const GONE_AFTER = 4;
/** A host that announces less or more is not believed, and not watched. */
const SHORTEST_MS = 50;
const LONGEST_MS = 60_000;

export interface PingWatchOptions {
  runtime: Pick<Runtime, 'schedule'>;
  /** Four pings in a row are missing; told again for each further one. */
  onSilent(): void;
}

/**
 * Notices on the plugin's side that its host is gone, which no port tells. It counts its own intervals rather than
 * measuring time: a machine that slept all night has missed one interval, not thousands.
 */
export class PingWatch {
  readonly #options: PingWatchOptions;
  #missed = 0;
  #intervalMs = 0;
  #cancel: (() => void) | undefined;

  constructor(options: PingWatchOptions) {
    this.#options = options;
  }

  /** The host is there, and says when it asks again; without that it is not watched. */
  ping(intervalMs: unknown): void {
    this.#missed = 0;
    const isInterval =
      typeof intervalMs === 'number' && intervalMs >= SHORTEST_MS && intervalMs <= LONGEST_MS;
    if (!isInterval || intervalMs === this.#intervalMs) return;
    this.#intervalMs = intervalMs;
    this.#cancel?.();
    this.#next();
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }

  #next(): void {
    this.#cancel = this.#options.runtime.schedule(this.#intervalMs, () => {
      this.#next();
      if (++this.#missed >= GONE_AFTER) this.#options.onSilent();
    });
  }
}
