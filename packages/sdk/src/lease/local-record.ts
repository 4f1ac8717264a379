import type { Bundle, FhirResource, Patient, Reference } from 'fhir/r4';
import { SamspilError } from '../errors.ts';
import type { FhirClient } from '../fhir/client.ts';
import { parseLiteralReference } from '../fhir/literal-reference.ts';
import type { ScopeSet } from '../fhir/scopes.ts';
import type { Outbox } from '../offline/types.ts';
import type { Runtime } from '../runtime.ts';
import type { ReceiptSnapshot, RestRequest } from '../workplace/types.ts';
import { judgePage, judgeResource } from './answers/judge-answer.ts';
import type { AnswerJudge, Shown } from './answers/judge-answer.ts';
import { pairsOf } from './requests/asked.ts';
import type { Asked, PageOwner } from './requests/asked.ts';
import { answerBatch } from './answers/batch.ts';
import { judgeRequest, ownerOf } from './requests/judged.ts';
import type { JudgedSearch } from './requests/judged.ts';
import { judgePageLink } from './requests/page-link.ts';
import { parseRestRequest } from './requests/rest-request.ts';
import { searchsetOf } from './answers/searchset.ts';
import type { Lease } from './lease.ts';
import { OpenPages } from './answers/open-pages.ts';
import type {
  PageRequest,
  RecordAccess,
  RecordCall,
  RecordPage,
  RecordRead,
  RecordSave,
} from './record-access.ts';
import { directReads } from './answers/record-reads.ts';
import type { Fetched, RecordReads } from './answers/record-reads.ts';
import { ShownResources } from './shown-resources.ts';
import { saveJudged } from './writes/save.ts';

export interface LocalRecordOptions {
  lease: Lease;
  /** What this plugin may do: asked ∩ registered ∩ manifest ∩ user. */
  scopes: ScopeSet;
  /** Why it may not write at present, for example because it was revoked; asked at every save. Default: it may. */
  mayWrite?: () => SamspilError | undefined;
  plugin: { id: string; version: string; title?: string };
  author: Reference;
  fhir: FhirClient;
  /** Where judged reads go. Default: each to the server. */
  reads?: RecordReads;
  outbox: Outbox;
  runtime: Pick<Runtime, 'randomUUID' | 'now'>;
}

/**
 * The record where the token is. Nothing a plugin asks for reaches the FHIR server or the store on another way:
 *
 * 1. a request is taken apart by its shape, from `read()`, `search()` or `request()`;
 * 2. it is judged, before the network, by patient and scopes;
 * 3. it goes to the server, or to what the lease already knows;
 * 4. each resource of the answer is judged once more, and a copy is given out;
 * 5. a save is judged as a whole and handed to the outbox.
 */
export class LocalRecord implements RecordAccess {
  readonly #options: LocalRecordOptions;
  readonly #reads: RecordReads;
  readonly #pages: OpenPages;
  readonly #shown = new ShownResources();

  constructor(options: LocalRecordOptions) {
    this.#options = options;
    this.#reads = options.reads ?? directReads(options.fhir, options.runtime);
    this.#pages = new OpenPages(options.runtime);
  }

  get #patientId(): string {
    return this.#options.lease.patientId;
  }

  read(reference: string, options: RecordCall = {}): Promise<RecordRead> {
    return this.#during(options, async (call) => {
      const literal = parseLiteralReference(reference);
      if (!literal)
        throw new SamspilError(
          'invalid-request',
          'A reference has the form Type/id, for example Observation/123.',
        );
      return this.#answer({ kind: 'read', ...literal }, call);
    });
  }

  searchPage(request: PageRequest, options: RecordCall = {}): Promise<RecordPage> {
    return this.#during(options, async (call) => {
      const asked: Asked =
        'cursor' in request
          ? { kind: 'page', of: request.resourceType, cursor: request.cursor }
          : { kind: 'search', resourceType: request.resourceType, pairs: pairsOf(request.parameters) };
      const { shown, cursor, fetchedAt } = await this.#page(asked, call);
      const resources = shown.map(({ resource }) => resource);
      return { resources, fetchedAt, ...(cursor !== undefined && { cursor }) };
    });
  }

  request(request: RestRequest, options: RecordCall = {}): Promise<RecordRead> {
    return this.#during(options, async (call) => {
      const asked = parseRestRequest(request, this.#options.fhir.fhirBaseUrl);
      if (asked.kind !== 'batch') return this.#answer(asked, call);
      // Told as old as its oldest part.
      let oldest = this.#options.runtime.now();
      const bundle = await answerBatch(asked, async (entry) => {
        const { resource, fetchedAt } = await this.#answer(entry, call);
        oldest = Math.min(oldest, Date.parse(fetchedAt));
        return resource;
      });
      return { resource: bundle, fetchedAt: instant(oldest) };
    });
  }

  async patient(options: RecordCall = {}): Promise<Patient> {
    return (await this.read(`Patient/${this.#patientId}`, options)).resource as Patient;
  }

  save(
    resources: readonly FhirResource[],
    operationId: string,
    options: RecordSave = {},
  ): Promise<ReceiptSnapshot> {
    const { view, replaces } = options;
    return saveJudged(resources, operationId, {
      ...this.#options,
      plugin: { ...this.#options.plugin, ...(view !== undefined && { view }) },
      ...(replaces !== undefined && { replaces }),
      // Whoever is changed must be seen as it stands now, not as it was half a minute ago.
      readStanding: (reference) => this.#lookUp(reference, { ...options, cache: 'no-cache' }),
      readStay: (reference) => this.#lookUp(reference, options),
      wasShown: (reference) => this.#shown.has(reference),
      readBase: (reference, versionId) => this.#shown.version(reference, versionId),
      ...(options.signal && { signal: options.signal }),
      ...(options.traceparent !== undefined && { traceparent: options.traceparent }),
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

  #during<T>(options: RecordCall, work: (call: RecordCall) => Promise<T>): Promise<T> {
    const { signal, ...rest } = options;
    return this.#options.lease.during((combined) => work({ ...rest, signal: combined }), signal);
  }

  /** The answer to one request as FHIR writes it: a resource, or a searchset. */
  async #answer(asked: Asked, call: RecordCall): Promise<RecordRead> {
    if (asked.kind !== 'read') {
      const { fetchedAt, ...page } = await this.#page(asked, call);
      return { resource: searchsetOf(page, this.#patientId), fetchedAt };
    }
    const judged = judgeRequest(asked, { ...this.#options, patientId: this.#patientId });
    const judge = this.#judge(call);
    // A version may say what was since found to be another patient's: it is shown only if the present one is ours.
    const { resourceType, id, versionId } = asked;
    if (versionId !== undefined) await this.#answer({ kind: 'read', resourceType, id }, call);
    const { value, fetchedAt } = await this.#reads.read(judged, call);
    await judgeResource(value, judge);
    if (versionId === undefined) this.#shown.add(value);
    else this.#shown.addVersion(value);
    return { resource: structuredClone(value), fetchedAt: instant(fetchedAt) };
  }

  async #page(asked: Exclude<Asked, { kind: 'read' }>, call: RecordCall): Promise<JudgedPage> {
    const { judged, fetched } = await this.#fetchPage(asked, call);
    const bundle = fetched.value as Bundle<FhirResource>;
    const shown = await judgePage(bundle, judged, this.#judge(call));
    for (const { resource } of shown) this.#shown.add(resource);
    const links: unknown = bundle.link;
    const next = Array.isArray(links)
      ? (links as Bundle['link'])?.find((link) => link?.relation === 'next')
      : undefined;
    return {
      of: ownerOf(judged),
      shown: structuredClone(shown),
      fetchedAt: instant(fetched.fetchedAt),
      ...(typeof next?.url === 'string' && { cursor: this.#pages.add({ link: next.url, of: judged }) }),
    };
  }

  async #fetchPage(
    asked: Exclude<Asked, { kind: 'read' }>,
    call: RecordCall,
  ): Promise<{ judged: JudgedSearch; fetched: Fetched<FhirResource> }> {
    if (asked.kind === 'page') {
      const open = this.#pages.find(asked.cursor);
      // The type decides which scope judges the page, so it is the type of the search that began it.
      if (!open || ownerOf(open.of) !== asked.of)
        throw new SamspilError('invalid-request', 'The page is not known here: search again.');
      const { fhirBaseUrl } = this.#options.fhir;
      judgePageLink(open.link, asked.of, { patientId: this.#patientId, fhirBaseUrl });
      return { judged: open.of, fetched: await this.#reads.read({ kind: 'page', ...open }, call) };
    }
    const judged = judgeRequest(asked, { ...this.#options, patientId: this.#patientId }) as JudgedSearch;
    return { judged, fetched: await this.#reads.read(judged, call) };
  }

  #judge(call: RecordCall): AnswerJudge {
    const { scopes, fhir } = this.#options;
    const readTarget = (reference: string) => this.#fetch(reference, call);
    return { patientId: this.#patientId, scopes, fhirBaseUrl: fhir.fhirBaseUrl, readTarget };
  }

  /** For judging only: what is read here is given to nobody. */
  #lookUp(reference: string, options: RecordCall): Promise<FhirResource> {
    return this.#during(options, (call) => this.#fetch(reference, call));
  }

  async #fetch(reference: string, call: RecordCall): Promise<FhirResource> {
    const literal = parseLiteralReference(reference);
    if (!literal) throw new SamspilError('invalid-request', 'A reference has the form Type/id.');
    return (await this.#reads.read({ kind: 'read', ...literal }, call)).value;
  }
}

/** A page as it may be given out. */
interface JudgedPage {
  of: PageOwner;
  shown: Shown[];
  cursor?: string;
  fetchedAt: string;
}

function instant(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
