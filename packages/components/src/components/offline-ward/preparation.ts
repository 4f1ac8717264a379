import type { DownloadFailure, DownloadProgress, PreparedResources, PrepareResult } from '@samspil/sdk/host';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { codeOf } from '../../controllers/lease-task.ts';
import { readProgress } from './read-ward.ts';
import type { OfflineActions } from './ward-view.ts';

/** How a preparation ended. */
export type Outcome =
  | {
      readonly kind: 'done';
      /** Who is complete. */
      readonly complete: readonly string[];
      readonly failures: readonly DownloadFailure[];
      readonly evicted: number;
    }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly code: string; readonly patients: readonly string[] };

/** Runs one preparation at a time, and knows how far it is and how the last one ended. */
export class Preparation implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #onChange: () => void;
  #run: AbortController | undefined;
  #progress: DownloadProgress | undefined;
  #outcome: Outcome | undefined;

  /** @param onChange told when one begins, moves on or ends */
  constructor(host: ReactiveControllerHost, onChange: () => void) {
    this.#host = host;
    this.#onChange = onChange;
    host.addController(this);
  }

  get isRunning(): boolean {
    return this.#run !== undefined;
  }

  get progress(): DownloadProgress {
    return this.#progress ?? { done: 0, total: 0, resources: 0 };
  }

  /** Whole per cent of the steps; 100 only once all is over. */
  get percent(): number {
    const { done, total } = this.progress;
    return total === 0 ? 0 : Math.floor((done / total) * 100);
  }

  /** How the last one ended; undefined while one runs, and before the first. */
  get outcome(): Outcome | undefined {
    return this.#outcome;
  }

  async start(
    offline: OfflineActions,
    patients: readonly string[],
    resources: readonly PreparedResources[],
  ): Promise<void> {
    if (this.#run) return;
    const run = new AbortController();
    this.#run = run;
    this.#outcome = undefined;
    this.#progress = undefined;
    this.#tell();
    let outcome: Outcome;
    try {
      const onProgress = (progress: DownloadProgress) => {
        this.#progress = readProgress(progress);
        this.#tell();
      };
      const result = await offline.prepare({ patients, resources, onProgress, signal: run.signal });
      outcome = doneOf(patients, result);
    } catch (error) {
      outcome = run.signal.aborted ? { kind: 'stopped' } : { kind: 'failed', code: codeOf(error), patients };
    }
    this.#run = undefined;
    this.#outcome = outcome;
    this.#tell();
  }

  stop(): void {
    this.#run?.abort();
  }

  /** An element that is taken away leaves nothing running that nobody could stop. */
  hostDisconnected(): void {
    this.stop();
  }

  #tell(): void {
    this.#onChange();
    this.#host.requestUpdate();
  }
}

function doneOf(patients: readonly string[], { failures, evicted }: PrepareResult): Outcome {
  const incomplete = new Set(failures.map(({ patient }) => patient));
  const complete = patients.filter((patient) => !incomplete.has(patient));
  return { kind: 'done', complete, failures, evicted };
}
