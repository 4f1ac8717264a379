import { isSamspilError } from '@samspil/sdk';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** What is known of something that is read from a server. */
export type Read<T> =
  | { readonly status: 'none' }
  | { readonly status: 'loading' }
  | { readonly status: 'loaded'; readonly value: T; readonly at: number }
  | { readonly status: 'failed'; readonly code: string };

export interface ReadingOptions<K, T> {
  /** What to read, compared by identity; undefined reads nothing. A clinical context is a good key. */
  key(): K | undefined;
  load(key: K, signal: AbortSignal): Promise<T>;
}

/**
 * Reads something for an element. When the key changes, what was read for the old one is gone at once and a late answer
 * is dropped: one patient's data is never shown under another's name.
 */
export class Reading<K, T> implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #options: ReadingOptions<K, T>;
  #key: K | undefined;
  #run: AbortController | undefined;
  #state: Read<T> = { status: 'none' };
  #isBusy = false;

  constructor(host: ReactiveControllerHost, options: ReadingOptions<K, T>) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  get state(): Read<T> {
    return this.#state;
  }

  /** True while anything is on its way, also when a former value is still shown. */
  get isBusy(): boolean {
    return this.#isBusy;
  }

  get value(): T | undefined {
    return this.#state.status === 'loaded' ? this.#state.value : undefined;
  }

  /** Reads the same again. What is shown stays until the answer is there. */
  reload(): void {
    void this.reloaded();
  }

  /** Reads the same again, and says when it has. Never rejects: the state tells. */
  async reloaded(): Promise<void> {
    const key = this.#key;
    if (key !== undefined) await this.#start((signal) => this.#options.load(key, signal));
  }

  /**
   * Replaces the value by one made from it, for example with the next page. Nothing happens without a value.
   *
   * @throws what `next` throws; the value stays
   */
  async extend(next: (value: T, signal: AbortSignal) => Promise<T>): Promise<void> {
    const before = this.#state;
    if (before.status !== 'loaded' || this.#isBusy) return;
    let failed: Promise<never> | undefined;
    await this.#start((signal) => {
      const value = next(before.value, signal);
      return value.catch(() => {
        failed = value as Promise<never>;
        return before.value;
      });
    });
    await failed;
  }

  hostUpdate(): void {
    const key = this.#options.key();
    if (key === this.#key) return;
    this.#key = key;
    this.#run?.abort();
    this.#isBusy = false;
    this.#state = { status: key === undefined ? 'none' : 'loading' };
    if (key !== undefined) void this.#start((signal) => this.#options.load(key, signal));
  }

  hostDisconnected(): void {
    this.#run?.abort();
    this.#key = undefined;
    this.#isBusy = false;
    this.#state = { status: 'none' };
  }

  async #start(load: (signal: AbortSignal) => Promise<T>): Promise<void> {
    this.#run?.abort();
    const run = new AbortController();
    this.#run = run;
    this.#isBusy = true;
    if (this.#state.status !== 'loaded') this.#state = { status: 'loading' };
    this.#host.requestUpdate();
    let next: Read<T>;
    try {
      next = { status: 'loaded', value: await load(run.signal), at: Date.now() };
    } catch (error) {
      next = { status: 'failed', code: codeOf(error) };
    }
    if (run.signal.aborted) return;
    this.#isBusy = false;
    this.#state = next;
    this.#host.requestUpdate();
  }
}

/** The code of an error of ours; `unexpected` for any other. */
export function codeOf(error: unknown): string {
  return isSamspilError(error) ? error.code : 'unexpected';
}
