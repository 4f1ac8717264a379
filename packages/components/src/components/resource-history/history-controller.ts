import type { ClinicalContext } from '@samspil/sdk';
import type { Bundle, Provenance } from 'fhir/r4';
import type { LitElement } from 'lit';
import { workplaceContext } from '../../contexts/index.ts';
import { LeaseController } from '../../controllers/lease-controller.ts';
import { LeaseTask } from '../../controllers/lease-task.ts';
import { ProvidedValue } from '../../controllers/provided-value.ts';
import { ReconnectController } from '../../controllers/reconnect-controller.ts';
import type { SearchState } from '../../controllers/search-controller.ts';
import { givenHistory, readHistory, type ReadHistory } from './read-history.ts';
import type { Version } from './version-facts.ts';

/** So many versions are read at once, and so many more on request. */
const STEP = 10;

interface Host extends LitElement {
  readonly reference: string | undefined;
  readonly history: Bundle | undefined;
  readonly provenances: readonly Provenance[] | undefined;
  readonly context: ClinicalContext | undefined;
}

/** The history that is given, else the one read under the lease, in the states that every list has. */
export class HistoryController {
  /** Versions do not grow old. */
  readonly age = undefined;
  readonly #host: Host;
  readonly #task: LeaseTask<ReadHistory>;
  #most = STEP;

  constructor(host: Host) {
    this.#host = host;
    const lease = new LeaseController(host);
    this.#task = new LeaseTask<ReadHistory>(host, {
      lease: () => (host.history || !isReference(host.reference) ? undefined : lease.openLease),
      arguments: () => `${host.reference} ${this.#most}`,
      load: (open, signal) =>
        readHistory(open, { reference: host.reference ?? '', most: this.#most, signal }),
    });
    const workplace = new ProvidedValue(host, workplaceContext);
    new ReconnectController(
      host,
      () => workplace.value?.online,
      () => this.#task.retry(),
    );
  }

  /** What is there, with how many entries were no versions; undefined unless loaded. */
  get known(): (ReadHistory & { readonly unreadable: number }) | undefined {
    const { history, provenances } = this.#host;
    if (history) return givenHistory(history, provenances);
    const { state } = this.#task;
    return state.status === 'loaded' ? { ...state.value, unreadable: 0 } : undefined;
  }

  get state(): SearchState<Version> {
    const { known } = this;
    if (known) {
      const { versions, isWhole, unreadable } = known;
      const rest = { unreadable, hasMore: !isWhole, missing: [], isFetching: false, problem: undefined };
      return { status: 'loaded', resources: versions, ...rest };
    }
    const { state } = this.#task;
    return state.status === 'loaded' ? { status: 'loading' } : state;
  }

  reload(): void {
    this.#task.reload();
  }

  /** Reads older versions too. What is shown stays until they are there. */
  more(): void {
    this.#most += STEP;
    this.#host.requestUpdate();
  }
}

function isReference(reference: unknown): boolean {
  return typeof reference === 'string' && /^[A-Z][A-Za-z]+\/[A-Za-z0-9\-.]{1,64}$/.test(reference);
}
