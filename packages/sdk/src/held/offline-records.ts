import type { Bundle, Encounter, FhirResource, Patient } from 'fhir/r4';
import { SamspilError, isSamspilError } from '../errors.ts';
import type { FhirClient } from '../fhir/client.ts';
import { isPatientType } from '../fhir/compartment.ts';
import type { ScopeSet } from '../fhir/scopes.ts';
import { belongsTo, directReads, judgePageLink, judgeRequest, pairsOf } from '../lease/index.ts';
import type { Judged, RecordReads } from '../lease/index.ts';
import { narrowing } from '../offline/records/completeness/coverage.ts';
import { downloadPatients } from '../offline/records/download/download-patients.ts';
import type { DownloadPlan } from '../offline/records/download/download-patients.ts';
import type { DownloadSearch, DownloadSource } from '../offline/records/download/download-search.ts';
import { namesThePatient, parseLocalSearch } from '../offline/records/search/local-search.ts';
import type { HeldPatient, RecordStore, StorageEstimate } from '../offline/records/types.ts';
import type { Runtime } from '../runtime.ts';
import type {
  HeldPerson,
  OfflineAccess,
  PreparedResources,
  PrepareEstimate,
  PrepareOptions,
  PrepareResult,
} from './types.ts';
import { isHoldable } from './held-reads.ts';

/** What {@link OfflineRecords} needs. */
export interface OfflineRecordsOptions {
  records: RecordStore;
  fhir: FhirClient;
  /** What the user may do: nothing is downloaded that she may not read. */
  scopes: ScopeSet;
  runtime: Pick<Runtime, 'now'>;
}

/** What one resource takes on a device before anything of it was seen: a sealed Observation with its index. */
const BYTES_EACH = 1_500;
/** Parameters that shape an answer, or that a download sets itself. */
const SHAPING: ReadonlySet<string> = new Set([
  ...['_sort', '_count', '_total', '_lastUpdated', '_include', '_revinclude'],
]);

/** The stays that last. */
const PRESENT_STAY = ['status', 'in-progress,onleave'] as const;

/** What the workplace holds of its patients' records on this device, and how it gets there. */
export class OfflineRecords implements OfflineAccess {
  readonly #options: OfflineRecordsOptions;
  readonly #reads: RecordReads;
  readonly #ended = new AbortController();
  /** Preparations that run. */
  readonly #running = new Set<Promise<unknown>>();

  constructor(options: OfflineRecordsOptions) {
    this.#options = options;
    this.#reads = directReads(options.fhir, options.runtime);
  }

  prepare(options: PrepareOptions): Promise<PrepareResult> {
    const { signal } = options;
    const until = signal ? AbortSignal.any([signal, this.#ended.signal]) : this.#ended.signal;
    const running = this.#prepare({ ...options, signal: until });
    this.#running.add(running);
    const over = () => this.#running.delete(running);
    running.then(over, over);
    return running;
  }

  async #prepare(options: PrepareOptions & { signal: AbortSignal }): Promise<PrepareResult> {
    const { records, runtime } = this.#options;
    const { patients, resources, onProgress = () => undefined, signal } = options;
    // All is judged before anything is asked: a mistake in the last line does not leave half a ward.
    const plans = plansOf(patients, resources, (patient, wanted) => this.#plan(patient, wanted));
    const isPersisted = await records.persist();
    for (const patient of patients) records.hold(patient);
    try {
      const now = () => runtime.now();
      const failures = await downloadPatients(plans, { records, now, signal, onProgress });
      const evicted = await records.evict();
      return { failures, evicted, storage: { ...(await records.estimate()), isPersisted } };
    } finally {
      for (const patient of patients) records.release(patient);
    }
  }

  async estimate({
    patients,
    resources,
    signal = new AbortController().signal,
  }: PrepareOptions): Promise<PrepareEstimate> {
    const plans = plansOf(patients, resources, (patient, wanted) => this.#plan(patient, wanted));
    let count = 0;
    for (const { source, searches } of plans)
      for (const { resourceType, pairs } of searches) {
        if (signal.aborted) throw new SamspilError('aborted', 'The estimate was stopped.');
        const { total } = await source.search(resourceType, [...pairs, ['_summary', 'count']], signal);
        count += total ?? 0;
      }
    return { resources: count, bytes: count * BYTES_EACH, storage: await this.storage() };
  }

  held(): Promise<HeldPatient[]> {
    return this.#options.records.held();
  }

  async people(): Promise<HeldPerson[]> {
    const { records, scopes } = this.#options;
    if (!scopes.allows('r', 'Patient'))
      throw new SamspilError('denied', 'The signed-in user may not read who the patients are.');
    const found = await Promise.all((await records.held()).map(({ patient }) => this.#person(patient)));
    return found.filter((person) => person !== undefined);
  }

  forget(patient: string): Promise<void> {
    return this.#options.records.forget(patient);
  }

  shred(): Promise<void> {
    return this.#options.records.shred();
  }

  storage(): Promise<StorageEstimate> {
    return this.#options.records.estimate();
  }

  onLetGo(listener: () => void): () => void {
    return this.#options.records.onLetGo(listener);
  }

  /**
   * Ends what runs here, then lets go of the store: nothing is written behind a logout.
   * @param options `shred` destroys all that is held first
   */
  async end(options: { shred?: boolean } = {}): Promise<void> {
    this.#ended.abort();
    await Promise.allSettled(this.#running);
    const { records } = this.#options;
    // A store that cannot be shredded is closed all the same: without its key nobody reads it.
    const shredding = options.shred ? records.shred() : Promise.resolve();
    await shredding.finally(() => records.close());
  }

  /** Undefined where her Patient is not held, as when one single result of hers was read once. */
  async #person(patient: string): Promise<HeldPerson | undefined> {
    const { records, scopes, fhir } = this.#options;
    try {
      const { resource, fetchedAt } = await records.read(patient, 'Patient', patient);
      if (!belongsTo(resource, patient, fhir.fhirBaseUrl)) return undefined;
      const stays = scopes.allows('s', 'Encounter') ? await this.#stays(patient) : [];
      return { patient: resource as Patient, stays, fetchedAt: new Date(fetchedAt).toISOString() };
    } catch (error) {
      if (isSamspilError(error) && error.code === 'not-held') return undefined;
      throw error;
    }
  }

  async #stays(patient: string): Promise<Encounter[]> {
    try {
      const { resources } = await this.#options.records.search(patient, 'Encounter', [PRESENT_STAY]);
      return resources as Encounter[];
    } catch (error) {
      if (isSamspilError(error) && error.code === 'not-held') return [];
      throw error;
    }
  }

  #plan(patient: string, resources: readonly PreparedResources[]): DownloadPlan {
    // An app that may read its patient and not search for patients keeps who she is when it reads her.
    const who = this.#options.scopes.allows('s', 'Patient') ? [{ resourceType: 'Patient' }] : [];
    const searches = [...who, ...resources].map((wanted) => this.#search(patient, wanted));
    const distinct = new Map(searches.map((one) => [JSON.stringify([one.resourceType, one.narrowing]), one]));
    return { patient, source: this.#source(patient), searches: [...distinct.values()] };
  }

  /** @throws `denied`, `invalid-request`, `unsupported-offline` */
  #search(patient: string, { resourceType, parameters = {} }: PreparedResources): DownloadSearch {
    const { scopes, fhir } = this.#options;
    const pairs = pairsOf(parameters);
    if (!isPatientType(resourceType) || resourceType === 'Provenance')
      throw new SamspilError('invalid-request', `${resourceType} is not part of one patient's record.`);
    if (pairs.some(([name]) => SHAPING.has(name)))
      throw new SamspilError(
        'invalid-request',
        'What is prepared is narrowed, not sorted, counted or extended.',
      );
    const judged = judgeRequest(
      { kind: 'search', resourceType, pairs },
      { patientId: patient, scopes },
    ) as Extract<Judged, { kind: 'search' }>;
    // What cannot be searched here is not worth holding: it would never be found.
    parseLocalSearch(resourceType, judged.pairs, { patient, fhirBaseUrl: fhir.fhirBaseUrl });
    const isPatient = ([name, value]: readonly [string, string]) =>
      namesThePatient(resourceType, name, value, { patient });
    return { resourceType, pairs: judged.pairs, narrowing: narrowing(judged.pairs, isPatient) };
  }

  /** The server, whose every answer is looked at: nothing of another patient is ever held under this one. */
  #source(patient: string): DownloadSource {
    const { fhirBaseUrl } = this.#options.fhir;
    const own = (resource: FhirResource) => {
      if (isHoldable(resource) && belongsTo(resource, patient, fhirBaseUrl)) return resource;
      throw new SamspilError('wrong-patient', 'The server answered with a record of somebody else.');
    };
    const page = (value: FhirResource) => {
      const bundle = value as Bundle<FhirResource>;
      for (const { resource, search } of bundle.entry ?? [])
        if (resource && search?.mode !== 'outcome') own(resource);
      return bundle;
    };
    const judgedSearch = (resourceType: string, pairs: DownloadSearch['pairs']) =>
      ({ kind: 'search', resourceType, pairs, followed: [], brought: new Set<string>() }) as const;
    return {
      search: async (resourceType, pairs, signal) =>
        page((await this.#reads.read(judgedSearch(resourceType, pairs), { signal })).value),
      next: async (bundle, { resourceType, pairs }, signal) => {
        const link = bundle.link?.find(({ relation }) => relation === 'next')?.url;
        if (link === undefined) return undefined;
        judgePageLink(link, resourceType, { patientId: patient, fhirBaseUrl });
        const of = judgedSearch(resourceType, pairs);
        return page((await this.#reads.read({ kind: 'page', link, of }, { signal })).value);
      },
      read: async (reference, signal) => {
        const [resourceType = '', id = ''] = reference.split('/');
        return own((await this.#reads.read({ kind: 'read', resourceType, id }, { signal })).value);
      },
    };
  }
}

function plansOf(
  patients: readonly string[],
  resources: readonly PreparedResources[],
  plan: (patient: string, resources: readonly PreparedResources[]) => DownloadPlan,
): DownloadPlan[] {
  return [...new Set(patients)].map((patient) => plan(patient, resources));
}
