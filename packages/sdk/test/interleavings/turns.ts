import { promiseHooks } from 'node:v8';

/**
 * Microtask turns, counted. Between two awaits of ours every other continuation that is due runs once, so "wait n turns"
 * puts the next action before exactly the n-th step of everybody else: that is what "at every await point" means here.
 */
export class Turns {
  #continuations = 0;
  readonly #stop: () => void;

  constructor() {
    const stop = promiseHooks.onBefore(() => {
      this.#continuations += 1;
    }) as () => void;
    this.#stop = stop;
  }

  /** Lets `count` turns pass, fewer when nothing more is due; says how many anybody made use of. */
  async pass(count: number): Promise<number> {
    let used = 0;
    let idle = 0;
    for (let turn = 0; turn < count && idle < 3; turn += 1) {
      const before = this.#continuations;
      await Promise.resolve();
      // One of them is ours.
      if (this.#continuations - before > 1) used = turn + 1;
      idle = this.#continuations - before > 1 ? 0 : idle + 1;
    }
    return used;
  }

  /** Lets turns pass until nothing is due any more. */
  settle(): Promise<number> {
    return this.pass(10_000);
  }

  end(): void {
    this.#stop();
  }
}
