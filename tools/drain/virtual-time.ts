/** Time that passes only from one event to the next: two hours of ten thousand devices take seconds. */
export class VirtualTime {
  /** Milliseconds since the outage ended; negative while it lasts. */
  nowMs: number;
  /** A binary heap, the next event first. Events of one instant come in the order they were asked for. */
  readonly #events: { atMs: number; order: number; happen: (() => void) | undefined }[] = [];
  #order = 0;

  constructor(startMs: number) {
    this.nowMs = startMs;
  }

  /** The returned function cancels. */
  schedule(delayMs: number, happen: () => void): () => void {
    const event = {
      atMs: this.nowMs + delayMs,
      order: this.#order++,
      happen: happen as (() => void) | undefined,
    };
    this.#events.push(event);
    this.#rise(this.#events.length - 1);
    return () => {
      event.happen = undefined;
    };
  }

  /** Runs until nothing is left to happen, or until `untilMs`. */
  run(untilMs: number): void {
    for (let next = this.#events[0]; next && next.atMs <= untilMs; next = this.#events[0]) {
      const last = this.#events.pop();
      if (last && this.#events.length > 0) {
        this.#events[0] = last;
        this.#sink();
      }
      this.nowMs = next.atMs;
      next.happen?.();
    }
  }

  #isBefore(a: number, b: number): boolean {
    const [one, other] = [this.#events[a], this.#events[b]];
    if (!one || !other) return one !== undefined;
    return one.atMs === other.atMs ? one.order < other.order : one.atMs < other.atMs;
  }

  #rise(index: number): void {
    for (let child = index; child > 0;) {
      const parent = (child - 1) >> 1;
      if (!this.#isBefore(child, parent)) return;
      this.#swap(child, parent);
      child = parent;
    }
  }

  #sink(): void {
    for (let parent = 0; ;) {
      let first = parent;
      for (const child of [2 * parent + 1, 2 * parent + 2])
        if (child < this.#events.length && this.#isBefore(child, first)) first = child;
      if (first === parent) return;
      this.#swap(parent, first);
      parent = first;
    }
  }

  #swap(a: number, b: number): void {
    const [one, other] = [this.#events[a], this.#events[b]];
    if (one && other) [this.#events[a], this.#events[b]] = [other, one];
  }
}
