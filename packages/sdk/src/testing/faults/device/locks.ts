import type { TurnOwner, Turns } from './turns.ts';

interface Request {
  owner: TurnOwner;
  grant: () => void;
  /** Told when the lock was taken from it. */
  lost: () => void;
}

/**
 * Web Locks of one origin (https://w3c.github.io/web-locks/), exclusive ones only. The lock of a tab that crashes goes to
 * the next in line at once; that of a frozen tab too, which leaves a zombie: it still believes that it leads.
 */
export class Locks {
  readonly #turns: Turns;
  readonly #queues = new Map<string, Request[]>();
  readonly #held = new Map<string, Request>();

  constructor(turns: Turns) {
    this.#turns = turns;
  }

  /** True while this tab holds any lock. */
  isHolder(owner: TurnOwner): boolean {
    return [...this.#held.values()].some((request) => request.owner === owner);
  }

  /** What a tab sees. */
  managerFor(owner: TurnOwner): LockManager {
    const request = (name: string, first: unknown, second?: unknown): Promise<unknown> => {
      const callback = (second ?? first) as LockGrantedCallback<unknown>;
      const { signal } = (second === undefined ? {} : first) as LockOptions;
      return this.#request(owner, name, signal, callback);
    };
    const query = async (): Promise<LockManagerSnapshot> => ({
      held: [...this.#held.keys()].map((name) => ({ name, mode: 'exclusive' })),
      pending: [...this.#queues].flatMap(([name, queue]) =>
        queue.map(() => ({ name, mode: 'exclusive' as const })),
      ),
    });
    return { request, query } as LockManager;
  }

  /** Takes what tabs that are not alive hold, and hands it on. Call it when a tab crashed, froze or thawed. */
  handOn(): void {
    for (const [name, request] of this.#held) {
      if (request.owner.state === 'alive') continue;
      this.#held.delete(name);
      request.lost();
    }
    for (const name of this.#queues.keys()) this.#next(name);
  }

  #request(
    owner: TurnOwner,
    name: string,
    signal: AbortSignal | undefined,
    callback: LockGrantedCallback<unknown>,
  ): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason as Error);
      let isMine = false;
      const withdraw = () => {
        const queue = this.#queues.get(name) ?? [];
        if (!queue.includes(request)) return;
        queue.splice(queue.indexOf(request), 1);
        reject(signal?.reason as Error);
      };
      const release = () => {
        if (isMine) this.#held.delete(name);
        isMine = false;
        this.#next(name);
      };
      const request: Request = {
        owner,
        grant: () => {
          isMine = true;
          signal?.removeEventListener('abort', withdraw);
          const work = Promise.resolve().then(() => callback({ name, mode: 'exclusive' }));
          // The holder's end is the end of the lock, however it ends.
          work.then(resolve, reject).finally(release);
        },
        lost: () => {
          isMine = false;
        },
      };
      signal?.addEventListener('abort', withdraw, { once: true });
      this.#queues.set(name, [...(this.#queues.get(name) ?? []), request]);
      this.#next(name);
    });
  }

  #next(name: string): void {
    if (this.#held.has(name)) return;
    const queue = this.#queues.get(name) ?? [];
    const index = queue.findIndex(({ owner }) => owner.state === 'alive');
    const [request] = index < 0 ? [] : queue.splice(index, 1);
    if (!request) return;
    this.#held.set(name, request);
    this.#turns.post(request.grant, { owner: request.owner });
  }
}
