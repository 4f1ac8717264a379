import type { Bundle, FhirResource, Reference } from 'fhir/r4';
import { isSamspilError, SamspilError } from '../errors.ts';
import type { ScopeSet } from '../fhir/scopes.ts';
import type { FhirClient } from '../fhir/client.ts';
import { parseLiteralReference } from '../fhir/literal-reference.ts';
import type { Outbox } from '../offline/types.ts';
import type { Runtime } from '../runtime.ts';
import type { CallOptions, ReceiptSnapshot, SearchParameters } from '../workplace/types.ts';
import { assertWritable, belongsTo, confineSearch, parseOwnReference, wrongPatient } from './confinement.ts';
import { assertPermitted, isPermitted, isWithinSearch, requiredPairs } from './grants.ts';
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
  readonly #pages = new Map<string, OpenPage>();
  /** `Type/id` of what was given out under this lease, and so was seen to belong to this patient. */
  readonly #shown = new Set<string>();

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
      this.#shown.add(reference);
      return resource;
    }, options.signal);
  }

  searchPage(request: PageRequest, options: CallOptions = {}): Promise<RecordPage> {
    return this.#options.lease.during(async (signal) => {
      const bundle =
        'cursor' in request
          ? await this.#nextPage(request, signal)
          : await this.#firstPage(request.resourceType, request.parameters, signal);
      return this.#pageOf(bundle, request.resourceType, signal);
    }, options.signal);
  }

  async save(
    given: readonly FhirResource[],
    operationId: string,
    options: CallOptions = {},
  ): Promise<ReceiptSnapshot> {
    const { lease, scopes, plugin, author, outbox, fhir } = this.#options;
    // Judged once, when the call arrives. What became durable is answered truthfully, even if the lease ended in the
    // meantime: the write carries its own patient and can reach no other.
    lease.assertLive();
    if (options.signal?.aborted) throw new SamspilError('aborted', 'The save was withdrawn before it began.');
    if (given.length === 0) throw new SamspilError('invalid-request', 'There is nothing to save.');
    // A copy: an in-page form may put its object to use for the next patient while we wait.
    const resources = structuredClone(given);
    for (const resource of resources) {
      assertWritable(resource, this.#patientId, fhir.fhirBaseUrl);
      assertPermitted(scopes, resource.id === undefined ? 'c' : 'u', resource);
    }
    for (const resource of resources) {
      if (this.#isUnseenChange(resource)) await this.#assertOwnAtServer(resource, options.signal);
    }
    const snapshot = await outbox.enqueue({
      operationId,
      patient: this.#patientId,
      resources,
      author,
      plugin,
      lease: lease.id,
    });
    // The first receipt under an id counts; that of another write would say "stored" about one that is not.
    if (snapshot.patient !== this.#patientId || snapshot.plugin.id !== plugin.id) {
      throw new SamspilError(
        'invalid-request',
        'This operationId was used for another write: take a random one.',
      );
    }
    return snapshot;
  }

  #isUnseenChange({ resourceType, id }: FhirResource): boolean {
    return id !== undefined && resourceType !== 'Patient' && !this.#shown.has(`${resourceType}/${id}`);
  }

  /**
   * A change overwrites what stands under its id, whatever the change itself says about its patient: that id may be
   * another patient's. So what was not read under this lease is read now.
   */
  #assertOwnAtServer({ resourceType, id }: FhirResource, signal?: AbortSignal): Promise<void> {
    const { lease, fhir } = this.#options;
    return lease.during(async (combined) => {
      const standing = await fhir.read(`${resourceType}/${id}`, { signal: combined });
      if (!belongsTo(standing, this.#patientId, fhir.fhirBaseUrl)) throw wrongPatient();
    }, signal);
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
    const { scopes } = this.#options;
    const found = (bundle.entry ?? []).flatMap(({ resource, search }) =>
      resource && search?.mode !== 'outcome' ? [{ resource, isIncluded: search?.mode === 'include' }] : [],
    );
    const onPage = new Map(found.map(({ resource }) => [keyOf(resource), resource]));
    const resources: FhirResource[] = [];
    for (const { resource, isIncluded } of found) {
      const isMatch = resource.resourceType === resourceType && !isIncluded;
      const isOwn = await this.#isOwn(resource, signal, onPage);
      // A server that answers with somebody else's record is not to be trusted with the rest of the page either.
      if (isMatch && !isOwn && resourceType !== 'Provenance') throw wrongPatient();
      const isGranted = isMatch ? isWithinSearch(scopes, resource) : isPermitted(scopes, 'r', resource);
      if (isOwn && isGranted) resources.push(resource);
    }
    for (const resource of resources) this.#shown.add(keyOf(resource));
    if (!bundle.link?.some((link) => link.relation === 'next')) return { resources };
    const cursor = this.#options.runtime.randomUUID();
    const page: Bundle<FhirResource> = { resourceType: 'Bundle', type: 'searchset', link: bundle.link };
    this.#pages.set(cursor, { resourceType, page });
    return { resources, cursor };
  }

  async #nextPage(
    request: { resourceType: string; cursor: string },
    signal: AbortSignal,
  ): Promise<Bundle<FhirResource>> {
    const open = this.#pages.get(request.cursor);
    // The type decides which scope judges the page, so it is the type of the search that began it.
    const isSame = open?.resourceType === request.resourceType;
    const next = isSame ? await this.#options.fhir.next(open.page, { signal }) : undefined;
    if (!next) throw new SamspilError('invalid-request', 'The page is not known here: search again.');
    return next;
  }

  /** `Provenance` names no patient of its own: it belongs to whoever its targets belong to. */
  async #isOwn(
    resource: FhirResource,
    signal: AbortSignal,
    onPage: ReadonlyMap<string, FhirResource> = new Map(),
  ): Promise<boolean> {
    const { fhir } = this.#options;
    if (resource.resourceType !== 'Provenance') return belongsTo(resource, this.#patientId, fhir.fhirBaseUrl);
    // Missing where a server does not keep to FHIR: then it is nobody's.
    const targets = (resource.target as typeof resource.target | undefined) ?? [];
    for (const { reference } of targets) {
      const target = parseLiteralReference(reference?.replace(/\/_history\/.+$/, '') ?? '');
      if (!target || target.resourceType === 'Provenance') return false;
      const key = `${target.resourceType}/${target.id}`;
      const found = onPage.get(key) ?? (await this.#readTarget(key, signal));
      if (!found || !belongsTo(found, this.#patientId, fhir.fhirBaseUrl)) return false;
    }
    return targets.length > 0;
  }

  /** Undefined for what is no longer there: whose it was cannot be told. */
  async #readTarget(reference: string, signal: AbortSignal): Promise<FhirResource | undefined> {
    try {
      return await this.#options.fhir.read(reference, { signal });
    } catch (error) {
      if (isSamspilError(error) && (error.code === 'not-found' || error.code === 'gone')) return undefined;
      throw error;
    }
  }
}

/** A page that has a next one, with the type its search was for. */
interface OpenPage {
  resourceType: string;
  page: Bundle<FhirResource>;
}

function keyOf({ resourceType, id }: FhirResource): string {
  return `${resourceType}/${id ?? ''}`;
}
