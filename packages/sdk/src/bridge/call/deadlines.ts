import type { Runtime } from '../../runtime.ts';

interface Deadline {
  startedAt: number;
  afterMs: number;
  expire(): void;
}

/**
 * Deadlines of calls over one timer. Nearly every call is answered long before its deadline, and a timer of its own, set
 * and cleared, would cost it a tenth of its time; here it costs an entry in a set.
 */
export class Deadlines {
  readonly #runtime: Pick<Runtime, 'now' | 'schedule'>;
  readonly #waiting = new Set<Deadline>();
  #timerDueAt = Number.POSITIVE_INFINITY;
  #cancelTimer: (() => void) | undefined;

  constructor(runtime: Pick<Runtime, 'now' | 'schedule'>) {
    this.#runtime = runtime;
  }

  /** Calls `expire` in `afterMs`, unless {@link drop} gets what this returns before. */
  add(afterMs: number, expire: () => void): object {
    const startedAt = this.#runtime.now();
    const deadline: Deadline = { startedAt, afterMs, expire };
    this.#waiting.add(deadline);
    if (startedAt + afterMs < this.#timerDueAt) this.#arm(startedAt + afterMs, afterMs);
    return deadline;
  }

  drop(deadline: object): void {
    this.#waiting.delete(deadline as Deadline);
  }

  /** Forgets all of them. */
  stop(): void {
    this.#waiting.clear();
    this.#disarm();
  }

  #arm(dueAt: number, inMs: number): void {
    this.#disarm();
    this.#timerDueAt = dueAt;
    this.#cancelTimer = this.#runtime.schedule(inMs, () => this.#look());
  }

  #disarm(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    this.#timerDueAt = Number.POSITIVE_INFINITY;
  }

  /** The timer set for one that was dropped since may find nothing due, and is set for the next one. */
  #look(): void {
    this.#disarm();
    const now = this.#runtime.now();
    let soonestMs = Number.POSITIVE_INFINITY;
    for (const deadline of [...this.#waiting]) {
      const passedMs = now - deadline.startedAt;
      // A clock that was set back must not keep a caller waiting.
      if (passedMs >= deadline.afterMs || passedMs < 0) {
        this.#waiting.delete(deadline);
        deadline.expire();
      } else soonestMs = Math.min(soonestMs, deadline.afterMs - passedMs);
    }
    if (soonestMs < Number.POSITIVE_INFINITY && now + soonestMs < this.#timerDueAt) {
      this.#arm(now + soonestMs, soonestMs);
    }
  }
}
