import type { TurnOwner, Turns } from './turns.ts';

interface Timer {
  at: number;
  owner: TurnOwner;
  callback: () => void;
}

/** Elapsed time of a history. It passes only when the history says so. */
export class Clock {
  /** The true time, as the server has it: milliseconds since the epoch. */
  nowMs = Date.UTC(2026, 0, 15, 8, 0, 0);
  readonly #turns: Turns;
  readonly #timers = new Map<number, Timer>();
  #next = 1;

  constructor(turns: Turns) {
    this.#turns = turns;
  }

  /** Milliseconds until the next timer of a living tab; undefined when none is set. */
  get untilNext(): number | undefined {
    const due = this.#due(Number.POSITIVE_INFINITY);
    return due && Math.max(due[1].at - this.nowMs, 0);
  }

  /** Calls back after `delayMs` of elapsed time, unless cancelled. A frozen tab's timer fires when it thaws. */
  schedule(owner: TurnOwner, delayMs: number, callback: () => void): () => void {
    const id = this.#next++;
    this.#timers.set(id, { at: this.nowMs + delayMs, owner, callback });
    return () => this.#timers.delete(id);
  }

  /** Lets time pass, and everything happen that is due meanwhile. */
  async pass(ms: number): Promise<void> {
    const end = this.nowMs + ms;
    await this.#turns.settle();
    for (let due = this.#due(end); due; due = this.#due(end)) {
      const [id, { at, owner, callback }] = due;
      this.#timers.delete(id);
      this.nowMs = Math.max(this.nowMs, at);
      this.#turns.post(callback, { owner });
      await this.#turns.settle();
    }
    this.nowMs = end;
  }

  #due(end: number): [number, Timer] | undefined {
    let first: [number, Timer] | undefined;
    for (const entry of this.#timers) {
      const [id, { at, owner }] = entry;
      if (owner.state === 'dead') this.#timers.delete(id);
      else if (owner.state === 'alive' && at <= end && (!first || at < first[1].at)) first = entry;
    }
    return first;
  }
}
