import type { FhirResource } from 'fhir/r4';
import { SamspilError } from '../../errors.ts';
import { keyOfRequest, typesOf } from '../../lease/index.ts';
import type { Fetched, Judged, JudgedPage, RecordCall, RecordReads } from '../../lease/index.ts';
import type { Runtime } from '../../runtime.ts';

/** Bounds of a {@link ReadCache}. */
export interface ReadCacheLimits {
  /**
   * How long an answer may be shared, in milliseconds from when it was asked for. Default 30 000: long enough for a
   * chart that opens, too short for a clinician to act on what has changed.
   */
  maxAgeMs: number;
  /** Default 200. The least recently used goes first. */
  maxEntries: number;
  /** UTF-16 units of JSON, in all. Default 8 000 000. An answer of more than a quarter of it is not kept. */
  maxSize: number;
}

const DEFAULT_LIMITS: ReadCacheLimits = { maxAgeMs: 30_000, maxEntries: 200, maxSize: 8_000_000 };

/** Types whose change can change the answer; undefined for any. */
type Types = ReadonlySet<string> | undefined;

interface Kept {
  readonly fetched: Fetched<FhirResource>;
  readonly types: Types;
  readonly size: number;
}

/** A request on its way, and how many wait for it. */
interface Flight {
  readonly answer: Promise<Fetched<FhirResource>>;
  readonly types: Types;
  readonly controller: AbortController;
  waiting: number;
  /** A write came in between: the answer may be from before it. Whoever waits gets it; nobody else does. */
  isOvertaken: boolean;
}

/**
 * What one lease has read, shared by all plugins: the same request on its way or answered a moment ago is not sent
 * again. It holds the server's word, unjudged, under the *judged* request, with the pairs of the scope that narrowed it.
 * So a plugin comes here only with what it may ask, and judges what it gets by its own scopes.
 *
 * Forgotten by age, by a write to one of its types, as a whole when the connection comes back, and with the lease.
 * Failures are never kept.
 */
export class ReadCache implements RecordReads {
  readonly #source: RecordReads;
  readonly #runtime: Pick<Runtime, 'now'>;
  readonly #limits: ReadCacheLimits;
  /** In order of use, least recent first. */
  readonly #kept = new Map<string, Kept>();
  readonly #flights = new Map<string, Flight>();
  #size = 0;
  #isClosed = false;

  constructor(source: RecordReads, runtime: Pick<Runtime, 'now'>, limits: Partial<ReadCacheLimits> = {}) {
    this.#source = source;
    this.#runtime = runtime;
    this.#limits = { ...DEFAULT_LIMITS, ...limits };
  }

  /** @throws `closed` after the lease; `aborted`; what the source throws */
  async read(request: Judged | JudgedPage, options: RecordCall = {}): Promise<Fetched<FhirResource>> {
    if (this.#isClosed) throw new SamspilError('closed', 'The lease has ended: nothing of it is known here.');
    const key = keyOf(request);
    if (options.cache !== 'no-cache') {
      const known = this.#fresh(key);
      if (known) return known;
      const flight = this.#flights.get(key);
      if (flight) return this.#wait(key, flight, options.signal);
    }
    return this.#wait(key, this.#depart(key, request, options), options.signal);
  }

  /** Forgets what a change of these types may have changed; without types, everything. */
  forget(types?: Iterable<string>): void {
    const changed = types && new Set(types);
    const isTouched = (of: Types) => !changed || !of || [...of].some((type) => changed.has(type));
    for (const [key, { types: of }] of [...this.#kept]) if (isTouched(of)) this.#drop(key);
    for (const [key, flight] of [...this.#flights]) {
      if (!isTouched(flight.types)) continue;
      flight.isOvertaken = true;
      this.#flights.delete(key);
    }
  }

  /** Nothing is answered any more. What is on its way ends with those who wait for it, whose lease is over too. */
  close(): void {
    this.#isClosed = true;
    this.forget();
  }

  #fresh(key: string): Fetched<FhirResource> | undefined {
    const kept = this.#kept.get(key);
    if (!kept) return undefined;
    const age = this.#runtime.now() - kept.fetched.fetchedAt;
    this.#drop(key);
    // A clock that was set back must not keep an answer for ever.
    if (age < 0 || age > this.#limits.maxAgeMs) return undefined;
    this.#add(key, kept);
    return kept.fetched;
  }

  /** Whoever asks first gives it their trace; those who join are not seen in the server's. */
  #depart(key: string, request: Judged | JudgedPage, options: RecordCall): Flight {
    const controller = new AbortController();
    const { signal } = controller;
    const answer = this.#source.read(request, { ...options, signal });
    const types = typesOf(request.kind === 'page' ? request.of : request);
    const flight: Flight = { answer, types, controller, waiting: 0, isOvertaken: false };
    // From now on everybody joins this one, also when an older one is still on its way.
    this.#flights.set(key, flight);
    const land = () => {
      if (this.#flights.get(key) === flight) this.#flights.delete(key);
    };
    answer.then((fetched) => {
      land();
      if (!flight.isOvertaken) this.#keep(key, fetched, types);
    }, land);
    return flight;
  }

  /** One who gives up leaves the others waiting; the last one to leave ends the request. */
  #wait(key: string, flight: Flight, signal: AbortSignal | undefined): Promise<Fetched<FhirResource>> {
    flight.waiting += 1;
    return new Promise((resolve, reject) => {
      const leave = () => {
        flight.waiting -= 1;
        if (flight.waiting === 0) {
          if (this.#flights.get(key) === flight) this.#flights.delete(key);
          flight.controller.abort();
        }
        reject(new SamspilError('aborted', 'The caller gave up waiting for the FHIR server.'));
      };
      const stay = () => signal?.removeEventListener('abort', leave);
      flight.answer.then(resolve, reject).finally(stay);
      if (signal?.aborted) leave();
      else signal?.addEventListener('abort', leave, { once: true });
    });
  }

  #keep(key: string, fetched: Fetched<FhirResource>, types: Types): void {
    const older = this.#kept.get(key);
    if (older && older.fetched.fetchedAt > fetched.fetchedAt) return;
    this.#drop(key);
    const size = JSON.stringify(fetched.value).length;
    if (size * 4 > this.#limits.maxSize) return;
    this.#add(key, { fetched, types, size });
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= this.#limits.maxEntries && this.#size <= this.#limits.maxSize) break;
      this.#drop(oldest);
    }
  }

  #add(key: string, kept: Kept): void {
    this.#kept.set(key, kept);
    this.#size += kept.size;
  }

  #drop(key: string): void {
    this.#size -= this.#kept.get(key)?.size ?? 0;
    this.#kept.delete(key);
  }
}

function keyOf(request: Judged | JudgedPage): string {
  return request.kind === 'page'
    ? JSON.stringify(['page', request.link, keyOfRequest(request.of)])
    : keyOfRequest(request);
}
