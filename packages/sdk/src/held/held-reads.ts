import type { Bundle, FhirResource } from 'fhir/r4';
import { SamspilError, isSamspilError } from '../errors.ts';
import type { FhirResponseError } from '../errors.ts';
import { isPatientType } from '../fhir/compartment.ts';
import { belongsTo } from '../lease/index.ts';
import type { Fetched, Judged, JudgedPage, RecordCall, RecordReads } from '../lease/index.ts';
import type { RecordStore } from '../offline/records/types.ts';
import { heldPage, parseHeldLink } from './held-page.ts';
import { completeOf } from './write-through.ts';

export interface HeldReadsOptions {
  /** Where reads go first. */
  source: RecordReads;
  records: RecordStore;
  patient: string;
  fhirBaseUrl: string;
  /** False when the workplace knows that there is no connection: then the device is asked first. */
  isOnline: () => boolean;
}

/**
 * Reads that go on without a connection: what cannot be reached is answered from this device, as old as it is; what comes
 * from the network is kept here. It stands below the judges: what it answers is judged as the server's word is, by lease,
 * scopes and compartment. A call with `cache: 'no-cache'` is never answered from the device.
 */
export class HeldReads implements RecordReads {
  readonly #options: HeldReadsOptions;
  /** Changes of what is held that are under way. */
  readonly #keeping = new Set<Promise<void>>();

  constructor(options: HeldReadsOptions) {
    this.#options = options;
  }

  /** @throws `not-held`, `unsupported-offline`; what the source throws */
  async read(request: Judged | JudgedPage, options: RecordCall = {}): Promise<Fetched<FhirResource>> {
    const { source, isOnline } = this.#options;
    if (request.kind === 'page' && parseHeldLink(request.link)) return this.#held(request);
    const mayBeHeld = options.cache !== 'no-cache';
    if (mayBeHeld && !isOnline()) {
      const held = await this.#held(request).catch(() => undefined);
      if (held) return held;
    }
    let fetched: Fetched<FhirResource>;
    try {
      fetched = await source.read(request, options);
    } catch (error) {
      this.#noteGone(request, error);
      if (!mayBeHeld || !isUnreachable(error)) throw error;
      return this.#heldInstead(request, error);
    }
    // Not awaited: nobody waits for a cache, and one that cannot be written has simply not this answer.
    this.#during(this.#keep(request, fetched));
    return fetched;
  }

  async #heldInstead(request: Judged | JudgedPage, error: unknown): Promise<Fetched<FhirResource>> {
    try {
      return await this.#held(request);
    } catch (reason) {
      if (!isSamspilError(reason) || (reason.code !== 'not-held' && reason.code !== 'unsupported-offline'))
        // A store that fails cannot say what it holds; what is known is that the server was not reached.
        throw error;
      throw new SamspilError(reason.code, reason.message, { cause: error });
    }
  }

  async #held(request: Judged | JudgedPage): Promise<Fetched<FhirResource>> {
    const { records, patient } = this.#options;
    if (request.kind === 'read') {
      if (request.versionId !== undefined) throw unsupported('An earlier version');
      const { resource, fetchedAt } = await records.read(patient, request.resourceType, request.id);
      return { value: resource, fetchedAt };
    }
    const search = request.kind === 'page' ? request.of : request;
    const link = request.kind === 'page' ? parseHeldLink(request.link) : undefined;
    if (search.kind === 'everything') throw unsupported('$everything');
    // A page of the server's cannot be told from here.
    if (request.kind === 'page' && !link)
      throw unsupported('The next page of a search that began on the server');
    const { resourceType, pairs } = search;
    const page = await records.search(patient, resourceType, pairs, link?.offset);
    if (link && link.revision !== page.revision)
      throw new SamspilError('invalid-request', 'The record changed between two pages: search again.');
    return { value: heldPage(page, { resourceType, offset: link?.offset ?? 0 }), fetchedAt: page.fetchedAt };
  }

  /** Keeps what belongs to this patient; the judges say again what may be shown. */
  async #keep(request: Judged | JudgedPage, { value, fetchedAt }: Fetched<FhirResource>): Promise<void> {
    const { records, patient, fhirBaseUrl } = this.#options;
    if (request.kind === 'read' && request.versionId !== undefined) return;
    const isSearchset = value.resourceType === 'Bundle' && request.kind !== 'read';
    const found = isSearchset
      ? ((value as Bundle<FhirResource>).entry ?? []).flatMap(({ resource }) => resource ?? [])
      : [value];
    const held = found
      .filter((resource) => isHoldable(resource) && belongsTo(resource, patient, fhirBaseUrl))
      .map((resource) => ({ resource: structuredClone(resource), fetchedAt }));
    const coverage =
      request.kind === 'search' && held.length === found.length
        ? await completeOf(request, value as Bundle<FhirResource>, { records, patient, fetchedAt })
        : undefined;
    await records.put(patient, { held, ...(coverage && { coverage: [coverage] }) });
  }

  #noteGone(request: Judged | JudgedPage, error: unknown): void {
    if (request.kind !== 'read' || request.versionId !== undefined || !isSamspilError(error)) return;
    if (error.code !== 'gone' && error.code !== 'not-found') return;
    const { records, patient } = this.#options;
    const removed = [`${request.resourceType}/${request.id}`];
    this.#during(records.put(patient, { removed }));
  }

  /** Resolves once everything that was read so far is held, or could not be. */
  async kept(): Promise<void> {
    await Promise.all(this.#keeping);
  }

  #during(keeping: Promise<void>): void {
    const over: Promise<void> = keeping
      .catch(() => undefined)
      .then(() => {
        this.#keeping.delete(over);
      });
    this.#keeping.add(over);
  }
}

/** `Provenance` does not say whose it is, and what belongs to no patient is not kept under one. */
export function isHoldable({ resourceType, id }: FhirResource): boolean {
  return isPatientType(resourceType) && resourceType !== 'Provenance' && id !== undefined;
}

/** Nothing was heard of the server itself: no answer, a gateway's, or a captive portal's. */
function isUnreachable(error: unknown): boolean {
  if (!isSamspilError(error)) return false;
  if (error.code === 'server') return [502, 503, 504].includes((error as FhirResponseError).status);
  return error.code === 'network' || error.code === 'timeout' || error.code === 'invalid-response';
}

function unsupported(what: string): SamspilError {
  return new SamspilError(
    'unsupported-offline',
    `${what} is not answered from this device; ask again with a connection.`,
  );
}
