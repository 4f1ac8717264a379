import { SamspilError } from '../../../errors.ts';

/**
 * One question on the screen at a time, and of each plugin one at all. A question whose reason is gone, because the
 * patient was changed, the plugin left or took it back, goes with it: also one that still waits for its turn.
 */
export class QuestionQueue {
  readonly #asking = new Set<string>();
  readonly #waiting: (() => void)[] = [];
  #isShown = false;

  /**
   * Shows a question when its turn has come.
   *
   * @param ended when it aborts, the question goes and its reason is thrown
   * @throws `too-many-requests` while a question of the same plugin is open; the reason of `ended`
   */
  async ask<T>(pluginId: string, ended: AbortSignal, show: () => Promise<T>): Promise<T> {
    ended.throwIfAborted();
    if (this.#asking.has(pluginId))
      throw new SamspilError('too-many-requests', 'A question of this plugin is open: wait for its answer.');
    this.#asking.add(pluginId);
    try {
      await this.#turn(ended);
      try {
        return await orEnded(show(), ended);
      } finally {
        this.#next();
      }
    } finally {
      this.#asking.delete(pluginId);
    }
  }

  #turn(ended: AbortSignal): Promise<void> {
    if (!this.#isShown) {
      this.#isShown = true;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const begin = () => {
        ended.removeEventListener('abort', leave);
        resolve();
      };
      const leave = () => {
        this.#waiting.splice(this.#waiting.indexOf(begin), 1);
        reject(ended.reason as Error);
      };
      ended.addEventListener('abort', leave, { once: true });
      this.#waiting.push(begin);
    });
  }

  #next(): void {
    const begin = this.#waiting.shift();
    if (begin) begin();
    else this.#isShown = false;
  }
}

function orEnded<T>(answer: Promise<T>, ended: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const end = () => reject(ended.reason as Error);
    ended.addEventListener('abort', end, { once: true });
    answer.then(resolve, reject).finally(() => ended.removeEventListener('abort', end));
  });
}
