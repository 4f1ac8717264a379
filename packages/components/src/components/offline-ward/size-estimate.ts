import type { PreparedResources } from '@samspil/sdk/host';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { codeOf } from '../../controllers/lease-task.ts';
import { amountIn } from './read-ward.ts';
import type { OfflineActions } from './ward-view.ts';

/** Requests that only count must not keep a clinician's own waiting. */
const AT_ONCE = 3;

interface Asked {
  readonly offline: OfflineActions | undefined;
  readonly patients: readonly string[];
  readonly resources: readonly PreparedResources[];
}

/**
 * How large each patient's record would be on the device, asked one by one and once each: what is chosen can then change
 * without asking again.
 */
export class SizeEstimate implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #asked: () => Asked;
  readonly #bytes = new Map<string, number>();
  #of: Pick<Asked, 'offline' | 'resources'> | undefined;
  #queue: string[] = [];
  /** Those that are being asked for. */
  readonly #under = new Set<string>();
  #workers = 0;
  #run = new AbortController();
  #code: string | undefined;

  constructor(host: ReactiveControllerHost, asked: () => Asked) {
    this.#host = host;
    this.#asked = asked;
    host.addController(this);
  }

  /** Why sizes are not known, if they could not be asked for. */
  get code(): string | undefined {
    return this.#code;
  }

  /** Bytes of all of these; undefined until each is known. */
  sum(patients: readonly string[]): number | undefined {
    let sum = 0;
    for (const patient of patients) {
      const bytes = this.#bytes.get(patient);
      if (bytes === undefined) return undefined;
      sum += bytes;
    }
    return sum;
  }

  /** Asks again for what is not known. */
  retry(): void {
    this.#code = undefined;
    this.#of = undefined;
    this.#host.requestUpdate();
  }

  hostUpdate(): void {
    const { offline, patients, resources } = this.#asked();
    if (offline !== this.#of?.offline || resources !== this.#of?.resources) {
      this.#stop();
      this.#of = { offline, resources };
      this.#code = undefined;
    }
    if (!offline || this.#code !== undefined) return;
    this.#queue = patients.filter((patient) => !this.#bytes.has(patient) && !this.#under.has(patient));
    while (this.#workers < AT_ONCE && this.#queue.length > 0) void this.#work(offline, resources);
  }

  hostDisconnected(): void {
    this.#stop();
    this.#of = undefined;
  }

  #stop(): void {
    this.#run.abort();
    this.#run = new AbortController();
    this.#workers = 0;
    this.#under.clear();
    this.#bytes.clear();
  }

  async #work(offline: OfflineActions, resources: readonly PreparedResources[]): Promise<void> {
    const { signal } = this.#run;
    this.#workers += 1;
    try {
      for (let patient = this.#queue.shift(); patient !== undefined; patient = this.#queue.shift()) {
        this.#under.add(patient);
        const { bytes } = await offline.estimate({ patients: [patient], resources, signal });
        if (signal.aborted) return;
        if (amountIn(bytes) === undefined) return this.#fail('invalid-response');
        this.#under.delete(patient);
        this.#bytes.set(patient, bytes);
      }
    } catch (error) {
      if (!signal.aborted) this.#fail(codeOf(error));
      return;
    }
    this.#workers -= 1;
    this.#host.requestUpdate();
  }

  #fail(code: string): void {
    this.#code = code;
    this.#queue = [];
    this.#under.clear();
    this.#workers -= 1;
    this.#host.requestUpdate();
  }
}
