import type { ClinicalContext } from '@samspil/sdk';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** What is known of something read under a lease. A value is never shown under another lease than its own. */
export type Loaded<T> =
  | { readonly status: 'none' }
  | { readonly status: 'loading' }
  | { readonly status: 'loaded'; readonly value: T }
  | { readonly status: 'failed'; readonly code: string };

export interface LeaseTaskOptions<T> {
  /** The lease to read under; undefined while there is none. */
  lease(): ClinicalContext | undefined;
  /** Reads. Runs again when the lease or {@link LeaseTaskOptions.arguments} change. */
  load(lease: ClinicalContext, signal: AbortSignal): Promise<T>;
  /** What else the reading depends on. */
  arguments?(): string;
}

/**
 * Reads something under the present lease and drops every answer that comes after the lease, the arguments or the
 * connection of the element changed. (`@lit/task` keeps the former value while the next one loads, which would show one
 * patient's data under another's name.)
 */
export class LeaseTask<T> implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #options: LeaseTaskOptions<T>;
  #state: Loaded<T> = { status: 'none' };
  #lease: ClinicalContext | undefined;
  #arguments = '';
  #run: AbortController | undefined;

  constructor(host: ReactiveControllerHost, options: LeaseTaskOptions<T>) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  get state(): Loaded<T> {
    return this.#state;
  }

  /** Reads again. What is shown stays until the new answer is there. */
  reload(): void {
    void this.#start(this.#state.status === 'loaded');
  }

  /** Reads again what is not there yet: after an outage, also what is still being waited for. */
  retry(): void {
    if (this.#state.status !== 'loaded') this.reload();
  }

  hostUpdate(): void {
    const lease = this.#options.lease();
    const given = this.#options.arguments?.() ?? '';
    if (lease === this.#lease && given === this.#arguments) return;
    const sameLease = lease === this.#lease;
    this.#lease = lease;
    this.#arguments = given;
    void this.#start(sameLease && this.#state.status === 'loaded');
  }

  hostDisconnected(): void {
    this.#run?.abort();
    this.#run = undefined;
    this.#lease = undefined;
    this.#state = { status: 'none' };
  }

  async #start(keepsValue: boolean): Promise<void> {
    this.#run?.abort();
    const lease = this.#lease;
    if (!lease) {
      this.#set({ status: 'none' });
      return;
    }
    const run = new AbortController();
    this.#run = run;
    if (!keepsValue) this.#set({ status: 'loading' });
    const signal = AbortSignal.any([run.signal, lease.ended]);
    let next: Loaded<T>;
    try {
      signal.throwIfAborted();
      next = { status: 'loaded', value: await this.#options.load(lease, signal) };
    } catch (error) {
      next = { status: 'failed', code: codeOf(error) };
    }
    if (run.signal.aborted) return;
    // A lease that ended while we waited: neither its data nor its failure concern the screen any more.
    this.#set(lease.ended.aborted ? { status: 'none' } : next);
  }

  #set(state: Loaded<T>): void {
    this.#state = state;
    this.#host.requestUpdate();
  }
}

/**
 * The code of an error of ours; `unexpected` for any other. By shape, not by class: the error may come from another copy
 * of the SDK, and its entry need not be loaded for this.
 */
export function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : 'unexpected';
}
