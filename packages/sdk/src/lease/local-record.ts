import type { Bundle, FhirResource, Reference } from 'fhir/r4';
import { SamspilError } from '../errors.ts';
import type { ScopeSet } from '../fhir/scopes.ts';
import type { FhirClient } from '../fhir/client.ts';
import { parseLiteralReference } from '../fhir/literal-reference.ts';
import type { Outbox } from '../offline/types.ts';
import type { Runtime } from '../runtime.ts';
import type { CallOptions, ReceiptSnapshot, SearchParameters } from '../workplace/types.ts';
import { assertWritable, belongsTo, confineSearch, parseOwnReference, wrongPatient } from './confinement.ts';
import { assertPermitted, requiredPairs } from './grants.ts';
import type { Lease } from './lease.ts';
import type { PageRequest, RecordAccess, RecordPage } from './record-access.ts';

export interface LocalRecordOptions {
  lease: Lease;
  /** What this plugin may do: asked ∩ registered ∩ user. */
  scopes: ScopeSet;
  plugin: { id: string; version: string; title?: string };
  author: Reference;
  fhir: FhirClient;
  outbox: Outbox;
  runtime: Pick<Runtime, 'randomUUID'>;
}

/**
 * The record where the token is: checks each request before the network and each resource after it, and hands writes to
 * the outbox. Nothing a plugin asks for reaches the FHIR server or the store on another way.
 */
export class LocalRecord implements RecordAccess {
  readonly #options: LocalRecordOptions;
  /** Pages that have a next one, by the tokens we gave out for it. They end with the lease. */
  readonly #pages = new Map<string, Bundle<FhirResource>>();

  constructor(options: LocalRecordOptions) {
    this.#options = options;
  }

  get #patientId(): string {
    return this.#options.lease.patientId;
  }

  read(reference: string, options: CallOptions = {}): Promise<FhirResource> {
    const { lease, scopes, fhir } = this.#options;
    return lease.during(async (signal) => {
      const { resourceType } = parseOwnReference(reference, this.#patientId);
      // Fails before the network when no scope covers the type at all.
      requiredPairs(scopes, 'r', resourceType, () => true);
      const resource = await fhir.read(reference, { signal });
      if (!(await this.#isOwn(resource, signal))) throw wrongPatient();
      assertPermitted(scopes, 'r', resource);
      return resource;
    }, options.signal);
  }

  searchPage(request: PageRequest, options: CallOptions = {}): Promise<RecordPage> {
    return this.#options.lease.during(async (signal) => {
      const bundle =
        'cursor' in request
          ? await this.#nextPage(request.cursor, signal)
          : await this.#firstPage(request.resourceType, request.parameters, signal);
      return this.#pageOf(bundle, request.resourceType, signal);
    }, options.signal);
  }

  save(
    resources: readonly FhirResource[],
    operationId: string,
    options: CallOptions = {},
  ): Promise<ReceiptSnapshot> {
    const { lease, scopes, plugin, author, outbox, fhir } = this.#options;
    // Judged once, when the call arrives. What became durable is answered truthfully, even if the lease ended in the
    // meantime: the write carries its own patient and can reach no other.
    return settled(() => {
      lease.assertLive();
      if (options.signal?.aborted)
        throw new SamspilError('aborted', 'The save was withdrawn before it began.');
      if (resources.length === 0) throw new SamspilError('invalid-request', 'There is nothing to save.');
      for (const resource of resources) {
        assertWritable(resource, this.#patientId, fhir.fhirBaseUrl);
        assertPermitted(scopes, resource.id === undefined ? 'c' : 'u', resource);
      }
      return outbox.enqueue({
        operationId,
        patient: this.#patientId,
        resources,
        author,
        plugin,
        lease: lease.id,
      });
    });
  }

  receipts(): Promise<ReceiptSnapshot[]> {
    return this.#options.lease.during(() => this.#options.outbox.list({ patient: this.#patientId }));
  }

  subscribe(listener: (snapshot: ReceiptSnapshot) => void): () => void {
    const { lease, outbox } = this.#options;
    const stop = outbox.subscribe((snapshot) => {
      if (snapshot.patient === this.#patientId && !lease.ended.aborted) listener(snapshot);
    });
    lease.ended.addEventListener('abort', stop, { once: true });
    return stop;
  }

  #firstPage(
    resourceType: string,
    parameters: SearchParameters,
    signal: AbortSignal,
  ): Promise<Bundle<FhirResource>> {
    const confined = confineSearch(resourceType, parameters, this.#patientId);
    const has = (name: string, value: string) => [parameters[name]].flat().map(String).includes(value);
    const pairs = requiredPairs(this.#options.scopes, 's', resourceType, has);
    const narrowed = { ...confined };
    for (const [name, value] of pairs) {
      const existing = confined[name];
      narrowed[name] = existing === undefined ? value : [existing, value].flat();
    }
    return this.#options.fhir.search(resourceType as FhirResource['resourceType'], narrowed, { signal });
  }

  async #pageOf(
    bundle: Bundle<FhirResource>,
    resourceType: string,
    signal: AbortSignal,
  ): Promise<RecordPage> {
    const resources: FhirResource[] = [];
    for (const { resource, search } of bundle.entry ?? []) {
      if (!resource || search?.mode === 'outcome') continue;
      const isMatch = resource.resourceType === resourceType;
      const isOwn = await this.#isOwn(resource, signal);
      // A server that answers with somebody else's record is not to be trusted with the rest of the page either.
      if (isMatch && !isOwn) throw wrongPatient();
      if (isOwn && (isMatch || this.#options.scopes.allows('r', resource.resourceType)))
        resources.push(resource);
    }
    if (!bundle.link?.some((link) => link.relation === 'next')) return { resources };
    const cursor = this.#options.runtime.randomUUID();
    this.#pages.set(cursor, { resourceType: 'Bundle', type: 'searchset', link: bundle.link });
    return { resources, cursor };
  }

  async #nextPage(cursor: string, signal: AbortSignal): Promise<Bundle<FhirResource>> {
    const page = this.#pages.get(cursor);
    const next = page && (await this.#options.fhir.next(page, { signal }));
    if (!next) throw new SamspilError('invalid-request', 'The page is not known here: search again.');
    return next;
  }

  /** `Provenance` names no patient of its own: it belongs to whoever its targets belong to. */
  async #isOwn(resource: FhirResource, signal: AbortSignal): Promise<boolean> {
    const { fhir } = this.#options;
    if (resource.resourceType !== 'Provenance') return belongsTo(resource, this.#patientId, fhir.fhirBaseUrl);
    for (const { reference } of resource.target) {
      const target = parseLiteralReference(reference?.replace(/\/_history\/.+$/, '') ?? '');
      if (!target || target.resourceType === 'Provenance') return false;
      const found = await fhir.read(`${target.resourceType}/${target.id}`, { signal });
      if (!belongsTo(found, this.#patientId, fhir.fhirBaseUrl)) return false;
    }
    return true;
  }
}

/** A check that throws becomes a rejection, as callers of a promise expect. */
async function settled<T>(work: () => Promise<T>): Promise<T> {
  return work();
}
