import type { ClinicalContext } from '@samspil/sdk';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { clinicalContext } from '../contexts/index.ts';
import { ProvidedValue } from './provided-value.ts';

type Host = ReactiveControllerHost & HTMLElement & { context?: ClinicalContext | undefined };

/**
 * The lease an element works under: its own `context` property, else the one `samspil-app` provides. Renders the host
 * anew when the lease ends.
 */
export class LeaseController implements ReactiveController {
  readonly #host: Host;
  readonly #provided: ProvidedValue<ClinicalContext | undefined>;
  #watched: ClinicalContext | undefined;
  #stop: AbortController | undefined;

  constructor(host: Host) {
    this.#host = host;
    this.#provided = new ProvidedValue(host, clinicalContext);
    host.addController(this);
  }

  /** The lease, also when it has ended; undefined when no patient is open. */
  get lease(): ClinicalContext | undefined {
    return this.#host.context ?? this.#provided.value;
  }

  /** The lease while it is in force. */
  get openLease(): ClinicalContext | undefined {
    const lease = this.lease;
    return lease?.ended.aborted ? undefined : lease;
  }

  hostUpdate(): void {
    const lease = this.lease;
    if (lease === this.#watched) return;
    this.#stop?.abort();
    this.#watched = lease;
    if (!lease) return;
    this.#stop = new AbortController();
    lease.ended.addEventListener('abort', () => this.#host.requestUpdate(), { signal: this.#stop.signal });
  }

  hostDisconnected(): void {
    this.#stop?.abort();
    this.#watched = undefined;
  }
}
