import type { Runtime } from '../../../runtime.ts';

/** How long a browser needs to end the process of a frame that was taken off the page while it was busy. */
const RELEASE_MS = 1_000;

/**
 * Remembers which sites may still keep a process busy. Frames of one site share a process: a new one that comes while the
 * old one's loop still runs is given the same process and never answers (measured: Chromium 156, up to 250 ms after the
 * removal; from 500 ms on it gets a fresh one).
 *
 * Known by host name, since no page can tell which names belong to one site.
 */
export class ProcessRelease {
  readonly #runtime: Pick<Runtime, 'now'>;
  readonly #freeAt = new Map<string, number>();

  constructor(runtime: Pick<Runtime, 'now'>) {
    this.#runtime = runtime;
  }

  /** A frame of this address was taken off the page without having answered. */
  removedSilent(url: string): void {
    this.#freeAt.set(new URL(url).hostname, this.#runtime.now() + RELEASE_MS);
  }

  /** Milliseconds until a frame of this address may be put on the page. */
  waitFor(url: string): number {
    const { hostname } = new URL(url);
    const wait = (this.#freeAt.get(hostname) ?? 0) - this.#runtime.now();
    if (wait <= 0) this.#freeAt.delete(hostname);
    return Math.max(0, wait);
  }
}
