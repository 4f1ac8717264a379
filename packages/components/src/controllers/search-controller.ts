import type { ClinicalContext, SearchParameters } from '@samspil/sdk';
import type { FhirResource } from 'fhir/r4';
import { isServer, type ReactiveController, type ReactiveControllerHost } from 'lit';
import { workplaceContext } from '../contexts/index.ts';
import { AcceptedController } from './accepted-controller.ts';
import { AgeController, type Age } from './age-controller.ts';
import { LeaseController } from './lease-controller.ts';
import { codeOf } from './lease-task.ts';
import { ProvidedValue } from './provided-value.ts';
import { ReconnectController } from './reconnect-controller.ts';
import {
  beside,
  joined,
  pageOf,
  sortedOut,
  urlOf,
  without,
  type MissingType,
  type SearchPage,
} from './search-page.ts';

/** What is known of a search. What was read under one lease is never shown under another. */
export type SearchState<T> =
  /** No patient is open. */
  | { readonly status: 'none' }
  | { readonly status: 'loading' }
  | SearchLoaded<T>
  /** Nothing may be shown, and nothing may be concluded: `denied` and `not-held` are no empty record. */
  | { readonly status: 'failed'; readonly code: string };

export interface SearchLoaded<T> {
  readonly status: 'loaded';
  readonly resources: readonly T[];
  /** How many entries were no resources of this type. They are said, never left out in silence. */
  readonly unreadable: number;
  /** The record has a further page: {@link SearchController.more}. While it has, nothing is known to be absent. */
  readonly hasMore: boolean;
  /** Types that could not be read ({@link SearchOptions.isPartial}): what is shown is without them. */
  readonly missing: readonly MissingType[];
  /** A further page, or all of it anew, is on its way. */
  readonly isFetching: boolean;
  /** Why it is not all (`more`), or not as new as it should be (`reload`). What is shown stands. */
  readonly problem: { readonly of: 'more' | 'reload'; readonly code: string } | undefined;
}

export interface SearchOptions<T extends FhirResource> {
  /** One search for each type; the list is all of them, or none, unless `isPartial`. */
  readonly types: readonly T['resourceType'][];
  /** What could be read of several types is shown, and what could not is named. Default: false. */
  readonly isPartial?: boolean;
  /** Beyond the patient, who is added to every search. Another query is another list: what was shown goes. */
  parameters?(type: T['resourceType']): SearchParameters;
  /** Resources of one page of one type. Default 100. */
  readonly pageSize?: number;
}

type Host<T> = ReactiveControllerHost &
  HTMLElement & { context?: ClinicalContext | undefined; resources?: readonly T[] | undefined };

/** What is shown, or on its way: one request for each type. */
interface Reading {
  readonly lease: ClinicalContext | undefined;
  readonly urls: readonly string[];
}

/** Reads pages; the first of each type, where one that fails leaves the others, if asked for. */
type Read<T> = (urls: readonly string[], isPartial?: boolean) => Promise<SearchPage<T>>;

const NOTHING: Reading = { lease: undefined, urls: [] };

/** After these, nothing of what was shown may stay. */
const WITHDRAWN: readonly string[] = ['denied', 'wrong-patient'];

/**
 * The search behind a list, for one type or several, under an element's lease (its `context` property, else the one of
 * `samspil-app`), page by page. Reads again after an outage and once the record has received a write of this type; what is shown stays meanwhile. Answers that come
 * after the lease, the query or the connection of the element changed are dropped. A host with a `resources` property
 * shows that instead: then nothing is read.
 *
 * There is no total: under a lease a server's count is not given out, because it counts what may not be seen.
 */
export class SearchController<T extends FhirResource> implements ReactiveController {
  readonly #host: Host<T>;
  readonly #options: SearchOptions<T>;
  readonly #lease: LeaseController;
  readonly #age: AgeController;
  #state: SearchState<T> = { status: 'none' };
  #page: SearchPage<T> | undefined;
  #reading: Reading = NOTHING;
  #given: { readonly resources: readonly T[]; readonly state: SearchState<T> } | undefined;
  #run: AbortController | undefined;

  constructor(host: Host<T>, options: SearchOptions<T>) {
    this.#host = host;
    this.#options = options;
    this.#lease = new LeaseController(host);
    host.addController(this);
    new AcceptedController(host, {
      lease: () => this.#reading.lease,
      types: options.types,
      changed: () => void this.reload(),
    });
    this.#age = new AgeController(host, this.#lease, () =>
      this.#state.status === 'loaded' && !this.#given ? this.#state.resources : undefined,
    );
    const workplace = new ProvidedValue(host, workplaceContext);
    // What is shown may have come from the device, as old as it is.
    new ReconnectController(
      host,
      () => workplace.value?.online,
      () => void this.reload(),
    );
  }

  get state(): SearchState<T> {
    // A server that renders calls no controller: what was given is taken when it is asked for.
    if (isServer) this.#takeGiven();
    return this.#given?.state ?? this.#state;
  }

  /** The lease that was read under, for `samspil-read-age`; undefined for what was given. */
  get lease(): ClinicalContext | undefined {
    return this.#given ? undefined : this.#reading.lease;
  }

  /** Undefined for what is fresh, what was given, and what is not there. */
  get age(): Age | undefined {
    return this.#given ? undefined : this.#age.age;
  }

  /** Reads anew, as far as it had been read. What is shown stays until the answer is there. Never rejects. */
  reload(): Promise<void> {
    return this.#readFromStart('reload', this.#page?.resources.length ?? 0);
  }

  /** Reads the next page. Never rejects. */
  async more(): Promise<void> {
    const page = this.#page;
    const next = page?.next;
    if (!page || !next?.length || this.#run) return;
    await this.#fetch('more', async (read) => joined(page, await read(next)));
  }

  /**
   * Tries again what failed. A page that failed is read from the start: its token may be forgotten by now, and a device
   * can answer a whole search when it cannot answer the rest of a server's.
   */
  retry(): Promise<void> {
    const { state } = this;
    const isMore = state.status === 'loaded' && state.problem?.of === 'more';
    return isMore ? this.#readFromStart('more', state.resources.length + 1) : this.reload();
  }

  hostUpdate(): void {
    this.#takeGiven();
    const lease = this.#given ? undefined : this.#lease.openLease;
    // Without a lease there is nothing to ask, and what was given changes often.
    const urls = lease ? this.#urls() : NOTHING.urls;
    if (lease === this.#reading.lease && urls.join() === this.#reading.urls.join()) return;
    this.#reading = { lease, urls };
    this.#page = undefined;
    void this.#readFromStart('reload', 0);
  }

  hostDisconnected(): void {
    this.#run?.abort();
    this.#run = undefined;
    this.#reading = NOTHING;
    this.#page = undefined;
    this.#state = { status: 'none' };
  }

  #urls(): readonly string[] {
    const { types, pageSize = 100 } = this.#options;
    return types.map((type) => urlOf(type, { ...this.#options.parameters?.(type), _count: pageSize }));
  }

  #takeGiven(): void {
    const { resources } = this.#host;
    if (resources === undefined) this.#given = undefined;
    else if (resources !== this.#given?.resources) {
      this.#given = { resources, state: loadedOf(sortedOut(resources, this.#options.types)) };
    }
  }

  #readFromStart(of: 'more' | 'reload', atLeast: number): Promise<void> {
    return this.#fetch(of, async (read) => {
      let page = await read(this.#reading.urls, this.#isPartial);
      while (page.next.length > 0 && page.resources.length < atLeast)
        page = joined(page, await read(page.next));
      return page;
    });
  }

  async #fetch(of: 'more' | 'reload', work: (read: Read<T>) => Promise<SearchPage<T>>): Promise<void> {
    this.#run?.abort();
    this.#run = undefined;
    const { lease } = this.#reading;
    if (!lease) return this.#set({ status: 'none' });
    const run = new AbortController();
    this.#run = run;
    this.#set(this.#page ? loadedOf(this.#page, { isFetching: true }) : { status: 'loading' });
    const signal = AbortSignal.any([run.signal, lease.ended]);
    let next: SearchState<T>;
    try {
      signal.throwIfAborted();
      const { types } = this.#options;
      const page = await work(async (urls, isPartial = false) => {
        const answers = await Promise.allSettled(
          urls.map(async (url) => lease.fhir.request({ url }, { signal })),
        );
        const refused = answers.find((answer) => answer.status === 'rejected');
        const isAny = answers.some((answer) => answer.status === 'fulfilled');
        if (refused && !(isPartial && isAny && codeOf(refused.reason) !== 'wrong-patient'))
          throw refused.reason;
        return beside(
          answers.map((answer, index) =>
            answer.status === 'fulfilled'
              ? pageOf<T>(answer.value, types)
              : without<T>(types[index], codeOf(answer.reason)),
          ),
        );
      });
      if (run.signal.aborted) return;
      this.#page = page;
      next = loadedOf(page);
    } catch (error) {
      if (run.signal.aborted) return;
      const code = codeOf(error);
      if (WITHDRAWN.includes(code)) this.#page = undefined;
      next = this.#page ? loadedOf(this.#page, { problem: { of, code } }) : { status: 'failed', code };
    }
    this.#run = undefined;
    // A lease that ended while we waited: neither its data nor its failure concern the screen any more.
    this.#set(lease.ended.aborted ? { status: 'none' } : next);
  }

  /** What was whole stays whole: then a type that fails is a renewal that failed. */
  get #isPartial(): boolean {
    const isWhole = this.#page !== undefined && this.#page.missing.length === 0;
    return this.#options.isPartial === true && !isWhole;
  }

  #set(state: SearchState<T>): void {
    this.#state = state;
    this.#host.requestUpdate();
  }
}

function loadedOf<T>(
  { resources, unreadable, next, missing }: SearchPage<T>,
  more: Partial<Pick<SearchLoaded<T>, 'isFetching' | 'problem'>> = {},
): SearchLoaded<T> {
  const isFetching = false;
  return {
    status: 'loaded',
    resources,
    unreadable,
    hasMore: next.length > 0,
    missing,
    isFetching,
    problem: undefined,
    ...more,
  };
}
