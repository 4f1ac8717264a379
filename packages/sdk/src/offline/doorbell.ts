/** Wakes one waiter. A ring while nobody waits is kept for the next wait, so that none is missed. */
export class Doorbell {
  #isRung = false;
  #open: (() => void) | undefined;

  ring(): void {
    this.#isRung = true;
    this.#open?.();
  }

  /** Resolves at the next ring, or when `signal` aborts. */
  async wait(signal: AbortSignal): Promise<void> {
    if (!this.#isRung && !signal.aborted) {
      await new Promise<void>((resolve) => {
        const open = () => {
          signal.removeEventListener('abort', open);
          resolve();
        };
        this.#open = open;
        signal.addEventListener('abort', open);
      });
    }
    this.#open = undefined;
    this.#isRung = false;
  }
}
