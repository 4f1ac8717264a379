/** Lets so many at a time leave; the others are ready and wait, first come first served. */
export class Gate {
  readonly #width: () => number;
  readonly #waiting: (() => void)[] = [];
  #outside = 0;

  /** @param width how many may be outside at this moment */
  constructor(width: () => number) {
    this.#width = width;
  }

  /** Does the work when its turn has come; at once when `signal` aborts, because then it is stopped anyway. */
  async leave<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    if (this.#outside < this.#width() || signal.aborted) this.#outside += 1;
    else await this.#turn(signal);
    try {
      return await work();
    } finally {
      this.#outside -= 1;
      this.#letGo();
    }
  }

  /** Whoever is let go counts as outside before anybody else can ask. */
  #letGo(): void {
    while (this.#outside < this.#width()) {
      const go = this.#waiting.shift();
      if (!go) return;
      go();
    }
  }

  #turn(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const go = () => {
        signal.removeEventListener('abort', give);
        this.#outside += 1;
        resolve();
      };
      const give = () => {
        this.#waiting.splice(this.#waiting.indexOf(go), 1);
        go();
      };
      signal.addEventListener('abort', give, { once: true });
      this.#waiting.push(go);
    });
  }
}
