import type { Bundle, BundleEntry, FhirResource, OperationOutcome, Resource } from 'fhir/r4';
import { patientsOf } from '../../fhir/compartment.ts';
import { mapReferences } from '../../offline/write/references.ts';
import type { ServerPoint } from './fault.ts';

/** One request that reached the server, and its answer. */
export interface ServerEntry {
  readonly method: string;
  /** Path and query, relative to the FHIR base. */
  readonly path: string;
  readonly status: number;
}

/** How a {@link MemoryServer} differs from one that can and allows everything. */
export interface MemoryServerOptions {
  /** A client may choose the id of what it creates. Default true. */
  updateCreate?: boolean;
  /** `If-None-Exist` is honoured. Default true. */
  conditionalCreate?: boolean;
  /** Judges what a client wants stored; the first answer refuses the whole request. Default: all is well. */
  judge?: (resource: FhirResource) => ServerRefusal | undefined;
  /** Told of every version that came into being, in order, once its request or transaction holds. */
  onCommit?: (stored: readonly FhirResource[]) => void;
}

/** Why a server refuses a resource. */
export interface ServerRefusal {
  readonly status: number;
  /** Code of the OperationOutcome's issue. */
  readonly code: string;
  /** FHIRPath of the element that is wrong. */
  readonly expression?: string;
}

/** What a request would make of the record. */
interface Draft {
  readonly store: Map<string, FhirResource>;
  readonly stored: FhirResource[];
}

/**
 * A FHIR R4 server in memory, for tests of plugins. It knows `read`, `search`, `create`, `update`, conditional create
 * and transactions; of search the parameters `_id`, `patient`, `subject`, `code`, `category`, `identifier`, `_tag`,
 * `status`, `_count` and `_sort` by date. An unknown parameter is refused rather than left out of account: a plugin that
 * works here does not find more elsewhere than it asked for. For anything beyond, run against the simulator.
 */
export class MemoryServer {
  readonly baseUrl: string;
  /** In order, without what was dropped before it arrived. */
  readonly journal: ServerEntry[] = [];
  readonly #options: MemoryServerOptions;
  #store = new Map<string, FhirResource>();
  /** Every version that ever was, by `Type/id/version`. */
  readonly #versions = new Map<string, FhirResource>();
  #nextId = 1;

  constructor(baseUrl: string, resources: readonly FhirResource[], options: MemoryServerOptions = {}) {
    this.baseUrl = baseUrl;
    this.#options = options;
    for (const resource of resources) this.put(structuredClone(resource));
  }

  /** Stores a version without a request, as another client does whom nobody sees here. */
  put(resource: FhirResource): FhirResource {
    const draft = this.#draft();
    const stored = this.#commit(draft, resource);
    this.#hold(draft);
    return stored;
  }

  /** Goes back to a record it had before, as after a restored backup. */
  restore(record: ReadonlyMap<string, FhirResource>): void {
    this.#store = new Map(record);
  }

  /** What exists now, by `Type/id`. */
  get record(): ReadonlyMap<string, FhirResource> {
    return this.#store;
  }

  /** What kind of request this is, for faults. Undefined for the server's description of itself. */
  pointOf(request: Request): ServerPoint | undefined {
    const path = this.#pathOf(request.url);
    if (path === 'metadata') return undefined;
    if (path.endsWith('/_search')) return 'fhir.search';
    if (request.method !== 'GET') return 'fhir.save';
    return path.includes('/') ? 'fhir.read' : 'fhir.search';
  }

  async answer(request: Request): Promise<Response> {
    const response = await this.#answer(request);
    this.journal.push({
      method: request.method,
      path: request.url.slice(this.baseUrl.length + 1),
      status: response.status,
    });
    return response;
  }

  async #answer(request: Request): Promise<Response> {
    const path = this.#pathOf(request.url);
    if (path === 'metadata') return json(this.#statement());
    try {
      const [, searched] = /^([A-Z]\w+)\/_search$/.exec(path) ?? [];
      if (searched) return this.#search(searched, new URLSearchParams(await request.text()));
      if (request.method === 'GET')
        return path.includes('/') ? this.#read(path) : this.#search(path, new URL(request.url).searchParams);
      const body = (await request.json()) as FhirResource;
      if (body.resourceType === 'Bundle' && path === '') return this.#transact(body);
      const draft = this.#draft();
      const stored = this.#write(draft, {
        request: { method: request.method as 'PUT' | 'POST', url: path },
        resource: body,
      });
      this.#hold(draft);
      return json(stored, request.method === 'POST' ? 201 : 200, {
        ETag: `W/"${stored.meta?.versionId}"`,
        Location: `${this.baseUrl}/${stored.resourceType}/${stored.id}/_history/${stored.meta?.versionId}`,
      });
    } catch (error) {
      if (error instanceof Refusal) return json(outcome(error.code, error.expression), error.status);
      throw error;
    }
  }

  #pathOf(url: string): string {
    return new URL(url).pathname.slice(new URL(this.baseUrl).pathname.length).replace(/^\//, '');
  }

  #read(path: string): Response {
    const [reference = '', versionId] = path.split('/_history/');
    const found =
      versionId === undefined ? this.#store.get(reference) : this.#versions.get(`${reference}/${versionId}`);
    return found ? json(found) : json(outcome('not-found'), 404);
  }

  #search(resourceType: string, query: URLSearchParams): Response {
    const matches = [...this.#store.values()].filter(
      (resource) =>
        resource.resourceType === resourceType &&
        [...query].every(([name, value]) => this.#fits(resource, name, value)),
    );
    const sort = query.get('_sort');
    if (sort) matches.sort((a, b) => (sort.startsWith('-') ? -1 : 1) * dateOf(a).localeCompare(dateOf(b)));
    const count = Number(query.get('_count') ?? matches.length);
    const entry = matches
      .slice(0, count)
      .map((resource): BundleEntry => ({ resource, search: { mode: 'match' } }));
    return json({ resourceType: 'Bundle', type: 'searchset', total: matches.length, entry });
  }

  #fits(resource: FhirResource, name: string, value: string): boolean {
    const choices = value.split(',');
    const values = resource as unknown as Record<string, unknown>;
    switch (name) {
      case '_count':
      case '_sort':
      case '_total':
        return true;
      case '_id':
        return choices.includes(resource.id ?? '');
      case 'patient':
      case 'subject': {
        const patients = patientsOf(resource, this.baseUrl);
        return choices.some((choice) => patients.includes(choice.replace(/^.*Patient\//, '')));
      }
      case 'status':
        return choices.includes(String(values['status']));
      case 'code':
      case 'category':
        return choices.some((choice) => hasCoding(values[name], choice));
      case 'identifier':
        return choices.some((choice) => hasIdentifier(values['identifier'], choice));
      case '_tag':
        return choices.some((choice) => hasCoding([{ coding: resource.meta?.tag }], choice));
      case 'target':
        return JSON.stringify(values['target'] ?? '').includes(`"${value}"`);
      default:
        throw new Refusal(400, 'not-supported');
    }
  }

  #transact(bundle: Bundle): Response {
    const draft = this.#draft();
    const names = new Map<string, string>();
    const entries = (bundle.entry ?? []).map((entry) => ({
      ...entry,
      ...this.#place(draft.store, entry, names),
    }));
    const answers = entries.map((entry): BundleEntry => {
      const resource = mapReferences(entry.resource as FhirResource, (name) => names.get(name) ?? name);
      const stored = entry.match ?? this.#write(draft, { ...entry, resource });
      const location = `${stored.resourceType}/${stored.id}/_history/${stored.meta?.versionId}`;
      return {
        response: { status: entry.match ? '200' : '201', location, etag: `W/"${stored.meta?.versionId}"` },
      };
    });
    this.#hold(draft);
    return json({ resourceType: 'Bundle', type: 'transaction-response', entry: answers });
  }

  /** Ids are settled first, so that entries can refer to each other. */
  #place(
    draft: ReadonlyMap<string, FhirResource>,
    { request, resource, fullUrl }: BundleEntry,
    names: Map<string, string>,
  ) {
    if (!request || !resource || (request.method !== 'POST' && request.method !== 'PUT'))
      throw new Refusal(400, 'invalid');
    if (request.method === 'PUT') return { request };
    const type = resource.resourceType;
    const query = new URLSearchParams(request.ifNoneExist ?? '');
    const isConditional = request.ifNoneExist && this.#options.conditionalCreate !== false;
    const matches = isConditional
      ? [...draft.values()].filter(
          (one) =>
            one.resourceType === type && [...query].every(([name, value]) => this.#fits(one, name, value)),
        )
      : [];
    if (matches.length > 1) throw new Refusal(412, 'multiple-matches');
    const id = matches[0]?.id ?? String(this.#nextId++);
    if (fullUrl) names.set(fullUrl, `${type}/${id}`);
    const url = `${type}/${id}`;
    return { request: { ...request, method: 'PUT' as const, url }, match: matches[0], isPlaced: true };
  }

  #write(draft: Draft, { request, resource, isPlaced }: BundleEntry & { isPlaced?: boolean }): FhirResource {
    const given = resource as FhirResource;
    const { judge, updateCreate } = this.#options;
    const refusal = judge?.(given);
    if (refusal) throw new Refusal(refusal.status, refusal.code, refusal.expression);
    const isNew = request?.method === 'POST';
    const reference = isNew ? `${given.resourceType}/${this.#nextId++}` : (request?.url ?? '');
    const present = draft.store.get(reference);
    if (!isNew && !isPlaced && !present && updateCreate === false) throw new Refusal(405, 'not-supported');
    if (request?.ifNoneMatch === '*' && present) throw new Refusal(412, 'conflict');
    if (request?.ifMatch && request.ifMatch !== `W/"${present?.meta?.versionId}"`)
      throw new Refusal(412, 'conflict');
    return this.#commit(draft, { ...given, id: reference.slice(reference.indexOf('/') + 1) });
  }

  #draft(): Draft {
    return { store: new Map(this.#store), stored: [] };
  }

  #hold({ store, stored }: Draft): void {
    this.#store = store;
    for (const version of stored)
      this.#versions.set(`${version.resourceType}/${version.id}/${version.meta?.versionId}`, version);
    if (stored.length > 0) this.#options.onCommit?.(stored);
  }

  #commit({ store, stored }: Draft, resource: FhirResource): FhirResource {
    const reference = `${resource.resourceType}/${resource.id}`;
    const versionId = String(Number(store.get(reference)?.meta?.versionId ?? 0) + 1);
    const version = { ...resource, meta: { ...resource.meta, versionId } } as FhirResource;
    store.set(reference, version);
    stored.push(version);
    return version;
  }

  #statement(): object {
    const types = new Set([
      ...[...this.#store.values()].map(({ resourceType }) => resourceType),
      'Observation',
      'QuestionnaireResponse',
      'Provenance',
    ]);
    const { updateCreate = true, conditionalCreate = true } = this.#options;
    const resource = [...types].map((type) => ({
      type,
      updateCreate,
      conditionalCreate,
      versioning: 'versioned',
    }));
    return {
      resourceType: 'CapabilityStatement',
      status: 'active',
      fhirVersion: '4.0.1',
      rest: [{ mode: 'server', resource }],
    };
  }
}

/** The server says no. */
class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly expression: string | undefined;

  constructor(status: number, code: string, expression?: string) {
    super(code);
    this.status = status;
    this.code = code;
    this.expression = expression;
  }
}

/** An OperationOutcome with one issue; `expression` names the element that is wrong. */
export function outcome(code: string, expression?: string): OperationOutcome {
  const where = expression === undefined ? {} : { expression: [expression] };
  return {
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', code: code as 'invalid', ...where }],
  };
}

function json(body: Resource | object, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/fhir+json', ...headers },
  });
}

function dateOf(resource: FhirResource): string {
  const { effectiveDateTime, recorded, date } = resource as {
    effectiveDateTime?: string;
    recorded?: string;
    date?: string;
  };
  return effectiveDateTime ?? recorded ?? date ?? '';
}

type Coded = { coding?: readonly { system?: string; code?: string }[] | undefined };

function hasCoding(found: unknown, token: string): boolean {
  const [system, code] = token.includes('|') ? token.split('|', 2) : [undefined, token];
  const concepts = (Array.isArray(found) ? found : [found ?? {}]) as Coded[];
  return concepts.some(({ coding = [] }) =>
    coding.some((one) => one.code === code && (system === undefined || (one.system ?? '') === system)),
  );
}

function hasIdentifier(found: unknown, token: string): boolean {
  const [system, value] = token.includes('|') ? token.split('|', 2) : [undefined, token];
  const identifiers = (Array.isArray(found) ? found : [found ?? {}]) as { system?: string; value?: string }[];
  return identifiers.some((one) => one.value === value && (system === undefined || one.system === system));
}
