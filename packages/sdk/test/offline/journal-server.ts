import type {
  Bundle,
  BundleEntry,
  BundleEntryRequest,
  BundleEntryResponse,
  FhirResource,
  OperationOutcome,
} from 'fhir/r4';
import { OPERATION_SYSTEM } from '../../src/offline/write/operation-mark.ts';
import { mapReferences } from '../../src/offline/write/references.ts';
import { fhirAnswer, webPage } from '../scripted-runtime.ts';

/** What goes wrong with one transaction. */
export type Fault =
  | 'none'
  | 'lose-request' // cut before the server acts
  | 'lose-response' // the server acts, the line is cut
  | 'browser-repeats' // the server acts, the line is cut, the browser sends it again by itself
  | 'web-page' // a captive portal answers
  | 'truncated' // half of the answer arrives
  | 'bare' // the answer names no locations
  | { status: number; headers?: Record<string, string>; issue?: object };

/** What a server can do. */
export interface Abilities {
  updateCreate: boolean;
  conditionalCreate: boolean;
}

/** One effect: a version that came into being. */
export interface Effect {
  reference: string;
  versionId: string;
  /** Operation identifiers it carried. */
  marks: string[];
  resource: FhirResource;
}

interface PlacedLine {
  reference: string;
  request: BundleEntryRequest;
  resource: FhirResource;
  /** A conditional create met what is there. */
  isMatch: boolean;
}

class Refused extends Error {
  readonly status: number;
  constructor(status: number) {
    super(`refused with ${status}`);
    this.status = status;
  }
}

/**
 * A FHIR server in memory that keeps a journal, so that a test can count effects instead of trusting answers. It knows
 * just what the outbox says: metadata, transaction, read, and search by operation identifier.
 */
export class JournalServer {
  readonly baseUrl: string;
  readonly journal: Effect[] = [];
  /** Consumed one per transaction. */
  readonly faults: Fault[] = [];
  readonly transactions: { bundle: Bundle; token: string | null }[] = [];
  /** Refuses any transaction that holds a resource for which this is true. */
  poison: (resource: FhirResource) => number | undefined = () => undefined;
  /** Undefined accepts every token. */
  validToken: string | undefined;
  isDown = false;
  /** Whether earlier versions can be read. */
  keepsVersions = true;
  /** Takes each line of a transaction alone and answers 200, as some servers do against the specification. */
  takesApart = false;
  /** Keeps `Idempotency-Key`: a repeat gets the first answer, other bytes under the same key 422. */
  keepsKeys = false;
  readonly #abilities: Abilities;
  readonly #answers = new Map<string, { body: string; answer: Response }>();
  #nextId = 1;
  #store = new Map<string, FhirResource>();

  constructor(abilities: Partial<Abilities> = {}, baseUrl = 'https://ehr.example/fhir') {
    this.#abilities = { updateCreate: true, conditionalCreate: true, ...abilities };
    this.baseUrl = baseUrl;
  }

  /** What exists now, of one type. */
  all(resourceType: string): FhirResource[] {
    return [...this.#store.values()].filter((resource) => resource.resourceType === resourceType);
  }

  get(reference: string): FhirResource | undefined {
    return this.#store.get(reference);
  }

  /** Puts a resource there without the outbox, as another clinician would. */
  write(resource: FhirResource): FhirResource {
    return this.#commit(this.#store, resource);
  }

  /** Deletes a resource, as another clinician would. */
  remove(reference: string): void {
    this.#store.delete(reference);
  }

  /** A backup is put back: what became of it since then never was. */
  restore(journal: number): void {
    this.journal.length = journal;
    this.#store = new Map(this.journal.map(({ reference, resource }) => [reference, resource]));
  }

  handle = async (request: Request): Promise<Response> => {
    if (this.isDown) throw new TypeError('connection refused');
    const path = request.url.slice(this.baseUrl.length);
    if (path === '/metadata') return fhirAnswer(this.#statement());
    const token = request.headers.get('Authorization');
    if (this.validToken !== undefined && token !== `Bearer ${this.validToken}`) return outcome(401);
    if (request.method === 'GET') return this.#read(new URL(request.url));
    const text = await request.text();
    const bundle = JSON.parse(text) as Bundle;
    this.transactions.push({ bundle, token });
    const key = this.keepsKeys ? request.headers.get('Idempotency-Key') : null;
    return this.#faulty(this.faults.shift() ?? 'none', () =>
      key === null ? this.#transact(bundle) : this.#keyed(key, text, bundle),
    );
  };

  #keyed(key: string, body: string, bundle: Bundle): Response {
    const known = this.#answers.get(key);
    if (known) return known.body === body ? known.answer.clone() : outcome(422);
    const answer = this.#transact(bundle);
    // A refusal is an answer too, and kept like one.
    this.#answers.set(key, { body, answer: answer.clone() });
    return answer;
  }

  #faulty(fault: Fault, act: () => Response): Response {
    if (typeof fault === 'object') return outcome(fault.status, fault.headers, fault.issue);
    switch (fault) {
      case 'lose-request':
        throw new TypeError('connection reset');
      case 'lose-response':
        act();
        throw new TypeError('connection reset');
      case 'browser-repeats':
        act();
        return act();
      case 'web-page':
        return webPage();
      case 'truncated':
        act();
        return new Response('{"resourceType":"Bundle","type":"transac', { status: 200 });
      case 'bare':
        act();
        return fhirAnswer({ resourceType: 'Bundle', type: 'transaction-response' });
      case 'none':
        return act();
    }
  }

  #transact(bundle: Bundle): Response {
    if (this.takesApart) return this.#takeApart(bundle);
    const draft = new Map(this.#store);
    const before = this.journal.length;
    try {
      const names = new Map<string, string>();
      const lines = (bundle.entry ?? []).map((entry) => this.#place(entry, draft, names));
      const responses = lines.map((line) => this.#apply(line, draft, names));
      this.#store = draft;
      const entry = responses.map((response): BundleEntry => ({ response }));
      return fhirAnswer({ resourceType: 'Bundle', type: 'transaction-response', entry });
    } catch (error) {
      this.journal.length = before;
      if (error instanceof Refused) return outcome(error.status);
      throw error;
    }
  }

  #takeApart({ entry = [] }: Bundle): Response {
    const names = new Map<string, string>();
    const responses = entry.map((one): BundleEntryResponse => {
      try {
        return this.#apply(this.#place(one, this.#store, names), this.#store, names);
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        const outcome: OperationOutcome = {
          resourceType: 'OperationOutcome',
          issue: [{ severity: 'error', code: 'value', expression: ['Observation.value'] }],
        };
        return { status: String(error.status), outcome };
      }
    });
    const answers = responses.map((response): BundleEntry => ({ response }));
    return fhirAnswer({ resourceType: 'Bundle', type: 'transaction-response', entry: answers });
  }

  #place(entry: BundleEntry, draft: Map<string, FhirResource>, names: Map<string, string>): PlacedLine {
    const { request, fullUrl } = entry;
    const resource = entry.resource as FhirResource | undefined;
    if (!request || !resource) throw new Refused(400);
    const poison = this.poison(resource);
    if (poison) throw new Refused(poison);
    if (request.method === 'PUT') return { reference: request.url, request, resource, isMatch: false };
    const matches = request.ifNoneExist
      ? this.#matching(draft, resource.resourceType, request.ifNoneExist)
      : [];
    if (matches.length > 1) throw new Refused(412);
    const reference = `${resource.resourceType}/${matches[0]?.id ?? `srv-${this.#nextId++}`}`;
    if (fullUrl) names.set(fullUrl, reference);
    return { reference, request, resource, isMatch: matches.length === 1 };
  }

  #apply(
    line: PlacedLine,
    draft: Map<string, FhirResource>,
    names: ReadonlyMap<string, string>,
  ): BundleEntryResponse {
    const { reference, request, resource, isMatch } = line;
    const present = draft.get(reference);
    if (request.ifNoneMatch === '*' && present) throw new Refused(412);
    if (request.ifMatch && request.ifMatch !== `W/"${present?.meta?.versionId}"`) throw new Refused(412);
    if (request.method === 'PUT' && !present && !this.#abilities.updateCreate) throw new Refused(404);
    if (isMatch && present) return answerFor(present, '200');
    const id = reference.slice(reference.indexOf('/') + 1);
    const body = mapReferences({ ...resource, id }, (name) => names.get(name) ?? name);
    return answerFor(this.#commit(draft, body), present ? '200' : '201');
  }

  #commit(store: Map<string, FhirResource>, resource: FhirResource): FhirResource {
    const reference = `${resource.resourceType}/${resource.id}`;
    const versionId = String(Number(store.get(reference)?.meta?.versionId ?? 0) + 1);
    const stored = { ...resource, meta: { ...resource.meta, versionId } } as FhirResource;
    store.set(reference, stored);
    this.journal.push({ reference, versionId, marks: marksOf(stored), resource: stored });
    return stored;
  }

  #read(url: URL): Response {
    const reference = url.pathname.slice(new URL(this.baseUrl).pathname.length + 1);
    const [address = '', versionId] = reference.split('/_history/');
    if (versionId !== undefined) {
      const effect = this.journal.find((one) => one.reference === address && one.versionId === versionId);
      return effect && this.keepsVersions ? fhirAnswer(effect.resource) : outcome(404);
    }
    if (reference.includes('/')) {
      const resource = this.#store.get(reference);
      return resource ? fhirAnswer(resource) : outcome(404);
    }
    const [query = ''] = [...url.searchParams]
      .filter(([name]) => name !== '_count')
      .map((pair) => pair.join('='));
    const entry = this.#matching(this.#store, reference, query).map((resource): BundleEntry => ({
      resource,
    }));
    return fhirAnswer({ resourceType: 'Bundle', type: 'searchset', entry });
  }

  #matching(store: ReadonlyMap<string, FhirResource>, resourceType: string, query: string): FhirResource[] {
    const mark = query.slice(query.indexOf('|') + 1);
    const isRightElement = (resource: FhirResource) =>
      query.startsWith('target=')
        ? targetsOf(resource).some((one) => one.startsWith(query.slice(7)))
        : query.startsWith('_tag=')
          ? tagsOf(resource).includes(mark)
          : identifiersOf(resource).includes(mark);
    return [...store.values()].filter((one) => one.resourceType === resourceType && isRightElement(one));
  }

  #statement(): object {
    const types = ['Observation', 'Provenance', 'QuestionnaireResponse', 'Procedure'];
    const resource = types.map((type) => ({ type, ...this.#abilities }));
    return { resourceType: 'CapabilityStatement', rest: [{ mode: 'server', resource }] };
  }
}

function answerFor(resource: FhirResource, status: string): BundleEntryResponse {
  const { versionId } = resource.meta ?? {};
  const location = `${resource.resourceType}/${resource.id}/_history/${versionId}`;
  return { status, location, etag: `W/"${versionId}"` };
}

function outcome(status: number, headers?: Record<string, string>, issue: object = {}): Response {
  const body = {
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', code: 'processing', ...issue }],
  };
  return fhirAnswer(body, headers ? { status, headers } : { status });
}

function tagsOf(resource: FhirResource): string[] {
  return (resource.meta?.tag ?? []).flatMap(({ system, code }) =>
    system === OPERATION_SYSTEM && code ? [code] : [],
  );
}

function identifiersOf(resource: FhirResource): string[] {
  const { identifier } = resource as { identifier?: { system?: string; value?: string }[] };
  return (identifier ?? []).flatMap(({ system, value }) =>
    system === OPERATION_SYSTEM && value ? [value] : [],
  );
}

function targetsOf(resource: FhirResource): string[] {
  const { target } = resource as { target?: { reference?: string }[] };
  return (target ?? []).flatMap(({ reference }) => (reference === undefined ? [] : [reference]));
}

function marksOf(resource: FhirResource): string[] {
  return [...tagsOf(resource), ...identifiersOf(resource)];
}
