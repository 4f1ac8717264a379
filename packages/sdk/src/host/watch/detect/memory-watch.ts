/** So many accounts in a row above the budget are no passing peak. */
const TOO_MUCH_AFTER = 3;

export interface MemoryWatchOptions {
  /** In bytes. */
  budget: number;
  /** The first account above the budget, and again after it was below. */
  onWarning(heapBytes: number): void;
  /** It stays above. */
  onTooMuch(): void;
}

/**
 * Judges what a plugin says of its heap. A browser tells a page nothing about the memory of another site's frame, so this
 * catches honest plugins that leak; one that lies is ended by the browser, which shows as a crash.
 */
export class MemoryWatch {
  readonly #options: MemoryWatchOptions;
  #above = 0;

  constructor(options: MemoryWatchOptions) {
    this.#options = options;
  }

  /** What came with an answer to a ping; undefined where the plugin's browser does not tell. */
  hear(heapBytes: number | undefined): void {
    if (heapBytes === undefined) return;
    this.#above = heapBytes > this.#options.budget ? this.#above + 1 : 0;
    if (this.#above === 1) this.#options.onWarning(heapBytes);
    if (this.#above === TOO_MUCH_AFTER) this.#options.onTooMuch();
  }
}
