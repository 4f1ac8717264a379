import type { FhirResource } from 'fhir/r4';
import { SamspilError } from '../../errors.ts';
import type { Keyring } from '../encryption/keyring.ts';
import type { Vault } from '../encryption/vault.ts';
import { coverageOf, mergeCoverage, narrowing } from './completeness/coverage.ts';
import type { Coverage } from './completeness/coverage.ts';
import { BlindIndex } from './index/blind-index.ts';
import { inOrder, sortDate, sortKeysOf } from './search/order.ts';
import { segmentOrder } from './search/segment-order.ts';
import { matchesSearch } from './search/matches.ts';
import { namesThePatient, parseLocalSearch } from './search/local-search.ts';
import type { LocalSearch, Pair } from './search/local-search.ts';
import { SealedRows } from './store/sealed-rows.ts';
import type { PatientHead } from './store/patient-head.ts';
import type { Candidates, RecordRows } from './store/record-rows.ts';
import { cutSegments, datesOf, referenceOf, SEGMENT_SIZE, summaryOf } from './store/segment.ts';
import type { HeldResource } from './store/segment.ts';
import type { HeldPage, RecordPut } from './types.ts';

/** A version that was fetched again so soon is not written anew: it stays as old as it was. */
const WORTH_WRITING_MS = 300_000;
/** Bodies that are opened together: the latest of one code are in one segment, or on both sides of a border. */
const AT_ONCE = 2;
/** How often a change or a search begins again because the record changed under it. */
const MAX_ATTEMPTS = 10;

/** One patient's record on this device: put, read and searched, sealed under her own key. */
export class PatientRecord {
  readonly #patient: string;
  readonly #fhirBaseUrl: string;
  readonly #rows: RecordRows;
  readonly #newVault: () => Vault;
  /** Replaced when a new key is needed: the vault remembers the key that it had. */
  #sealed: SealedRows;
  readonly #index: BlindIndex;
  readonly #patientKey: string;
  readonly #now: () => number;
  /** Changes from here go one after the other; those of other tabs are noticed by the revision. */
  #changing: Promise<unknown> = Promise.resolve();

  private constructor(options: PatientRecordOptions, patientKey: string) {
    const { patient, fhirBaseUrl, rows, keyring, newVault, now } = options;
    this.#patient = patient;
    this.#fhirBaseUrl = fhirBaseUrl;
    this.#rows = rows;
    this.#newVault = newVault;
    this.#sealed = new SealedRows(newVault(), patientKey);
    this.#index = new BlindIndex(keyring, patient, fhirBaseUrl);
    this.#patientKey = patientKey;
    this.#now = now;
  }

  static async open(options: PatientRecordOptions): Promise<PatientRecord> {
    return new PatientRecord(options, await options.keyring.patientKey(options.patient));
  }

  get patientKey(): string {
    return this.#patientKey;
  }

  /**
   * Puts what came from the server. A put takes with it the segments that it touches and the one that is not full, and
   * cuts them anew, so that each resource is in one place and small segments do not pile up.
   * @throws `storage-full`; `conflict` when other tabs never stop changing the same record
   */
  put(change: RecordPut): Promise<void> {
    const putting = this.#changing.then(() => this.#put(change));
    this.#changing = putting.catch(() => undefined);
    return putting;
  }

  async #put(change: RecordPut): Promise<void> {
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      if (await this.#tryPut(change)) return;
      // Whoever was faster may have brought another key.
      this.#sealed = new SealedRows(this.#newVault(), this.#patientKey);
    }
    throw new SamspilError('conflict', 'Other tabs keep changing the same record; try again later.');
  }

  async #tryPut({ held = [], removed = [], coverage = [], isOpened }: RecordPut): Promise<boolean> {
    const { patient, segments } = await this.#rows.all(this.#patientKey);
    // Nothing is held, perhaps because it was taken away with its key.
    if (!patient) this.#sealed = new SealedRows(this.#newVault(), this.#patientKey);
    const head = patient && (await this.#sealed.openHead(patient));
    const summaries = await Promise.all(segments.map((row) => this.#sealed.openSummary(row)));
    const known = new Map(
      summaries.flatMap((segment) =>
        segment.summary.entries.map((entry) => [entry[0], { segment, entry }] as const),
      ),
    );
    const news = new Map<string, HeldResource>();
    for (const one of held) {
      const reference = referenceOf(one.resource);
      const { entry } = known.get(reference) ?? {};
      if (entry && !isWorthWriting(one, entry[1], entry[2])) continue;
      news.set(reference, one);
    }
    const gone = new Set(removed.filter((reference) => known.has(reference) && !news.has(reference)));
    if (patient && !isOpened && news.size + gone.size + coverage.length === 0) return true;
    const touched = new Set(
      [...news.keys(), ...gone].flatMap((reference) => known.get(reference)?.segment ?? []),
    );
    const last = summaries.at(-1);
    if (news.size > 0 && last && last.row.bytes < SEGMENT_SIZE / 2) touched.add(last);
    const removedNumbers = [...touched].map(({ row: { number } }) => number);
    const carried = (await this.#openBodies(removedNumbers, patient?.revision ?? 0))?.filter(
      ({ resource }) => !news.has(referenceOf(resource)) && !gone.has(referenceOf(resource)),
    );
    if (!carried) return false;
    const now = this.#now();
    const first = patient?.nextSegment ?? 1;
    const cut = cutSegments([...carried, ...news.values()]);
    const added = await Promise.all(
      cut.map(async (segment, index) => {
        const tokens = await this.#index.tokensOf(segment.map(({ resource }) => resource));
        return this.#sealed.sealSegment(first + index, tokens, summaryOf(segment), segment);
      }),
    );
    const dates = Object.fromEntries([
      ...Object.entries(head?.dates ?? {}).filter(([number]) => !removedNumbers.includes(Number(number))),
      ...cut.map((segment, index) => [first + index, datesOf(segment)] as const),
    ]) as PatientHead['dates'];
    const before = (patient?.bytes ?? 0) - [...touched].reduce((sum, { row }) => sum + row.bytes, 0);
    const row = await this.#sealed.sealPatient(
      {
        patientKey: this.#patientKey,
        revision: (patient?.revision ?? 0) + 1,
        nextSegment: first + cut.length,
        openedAt: isOpened ? now : (patient?.openedAt ?? now),
        bytes: before + added.reduce((sum, { row: { bytes } }) => sum + bytes, 0),
      },
      { patient: this.#patient, coverage: mergeCoverage(head?.coverage ?? [], coverage), dates },
    );
    return this.#rows.change({
      revision: patient?.revision ?? 0,
      patient: row,
      removed: removedNumbers,
      added,
    });
  }

  /** Every coverage, and every version that is held, by `Type/id`. */
  async known(): Promise<{ coverage: readonly Coverage[]; versions: Map<string, string> }> {
    const { patient, segments } = await this.#rows.all(this.#patientKey);
    if (!patient) return { coverage: [], versions: new Map() };
    const [head, ...summaries] = await Promise.all([
      this.#sealed.openHead(patient),
      ...segments.map((row) => this.#sealed.openSummary(row)),
    ]);
    const versions = summaries.flatMap(({ summary }) =>
      summary.entries.map(([reference, versionId]) => [reference, versionId] as const),
    );
    return { coverage: head.coverage, versions: new Map(versions) };
  }

  /** @throws `not-held` */
  async read(resourceType: string, id: string): Promise<HeldResource> {
    const token = await this.#index.idToken(resourceType, id);
    return this.#steadily(async () => {
      const found = await this.#rows.candidates(this.#patientKey, [[token]], (_, numbers) => numbers);
      const { patient, numbers, bodies: ready } = found;
      if (!patient) throw notHeld();
      const [head, bodies] = await Promise.all([
        this.#sealed.openHead(patient),
        this.#openBodies(numbers, patient.revision, ready),
      ]);
      if (!bodies) return undefined;
      const one = bodies.find(({ resource }) => referenceOf(resource) === `${resourceType}/${id}`);
      if (!one) throw notHeld();
      return { resource: one.resource, fetchedAt: this.#asOf(one, head.coverage) };
    });
  }

  /**
   * Answers a search as the server would have when it was last asked.
   * @throws `unsupported-offline`, `not-held`
   */
  async search(resourceType: string, pairs: readonly Pair[], offset = 0): Promise<HeldPage> {
    const scope = { patient: this.#patient, fhirBaseUrl: this.#fhirBaseUrl };
    const search = parseLocalSearch(resourceType, pairs, scope);
    const narrow = this.narrowing(resourceType, pairs);
    const tokens = await this.#index.tokensFor(search);
    return this.#steadily(async () => {
      const candidates = await this.#candidates(tokens, search);
      const { patient } = candidates;
      const head = patient && (await this.#sealed.openHead(patient));
      const coverage = head && coverageOf(head.coverage, search, narrow);
      if (!patient || !coverage) throw notHeld();
      const wanted = offset + search.count + 1;
      const found = await this.#first(wanted, search, candidates, { head, revision: patient.revision });
      if (!found) return undefined;
      return {
        resources: found.slice(offset, offset + search.count),
        fetchedAt: coverage.completeAt,
        revision: patient.revision,
        hasMore: found.length >= wanted,
      };
    });
  }

  /** All matches that are held, covered or not, by reference; for comparing them with the server's. */
  async matching(resourceType: string, pairs: readonly Pair[]): Promise<string[]> {
    const search = parseLocalSearch(resourceType, pairs, {
      patient: this.#patient,
      fhirBaseUrl: this.#fhirBaseUrl,
    });
    const tokens = await this.#index.tokensFor(search);
    return this.#steadily(async () => {
      const candidates = await this.#candidates(tokens, search);
      const { patient } = candidates;
      if (!patient) return [];
      const at = { head: await this.#sealed.openHead(patient), revision: patient.revision };
      const found = await this.#first(Number.POSITIVE_INFINITY, search, candidates, at);
      return found?.map(referenceOf);
    });
  }

  /** What of a search narrows it, besides whose record it is in. */
  narrowing(resourceType: string, pairs: readonly Pair[]): Pair[] {
    return narrowing(pairs, ([name, value]) =>
      namesThePatient(resourceType, name, value, { patient: this.#patient }),
    );
  }

  /** What a search looks at. Where the head is known, the bodies that it will look at first come along. */
  #candidates(tokens: readonly (readonly string[])[], search: LocalSearch): Promise<Candidates> {
    return this.#rows.candidates(this.#patientKey, tokens, (patient, numbers) => {
      const head = this.#sealed.knownHead(patient);
      return head ? segmentOrder(search, head).sorted(numbers).slice(0, AT_ONCE) : [];
    });
  }

  /** The first matches in order. Segments whose dates come later in the order are left closed once there are enough. */
  async #first(
    wanted: number,
    search: LocalSearch,
    { numbers, bodies }: Candidates,
    { head, revision }: { head: PatientHead; revision: number },
  ): Promise<FhirResource[] | undefined> {
    const keys = sortKeysOf(search);
    const [key] = keys;
    const { best, isTelling, sorted } = segmentOrder(search, head);
    const queue = sorted(numbers);
    let found: FhirResource[] = [];
    for (let next = queue[0]; next !== undefined; next = queue[0]) {
      const worst = found[wanted - 1];
      if (isTelling && key && worst) {
        const date = sortDate(worst, key.parameter, key.isDescending);
        if ((key.isDescending ? date : -date) > best(next)) break;
      }
      const looked = queue.splice(0, isTelling || bodies.has(next) ? AT_ONCE : queue.length);
      const opened = await this.#openBodies(looked, revision, bodies);
      if (!opened) return undefined;
      const matches = opened
        .map(({ resource }) => resource)
        .filter((resource) => matchesSearch(resource, search, this.#fhirBaseUrl));
      found = inOrder([...found, ...matches], keys);
    }
    return found;
  }

  /** Undefined when the record changed since it was at this revision. */
  async #openBodies(
    numbers: readonly number[],
    revision: number,
    ready: Candidates['bodies'] = new Map(),
  ): Promise<HeldResource[] | undefined> {
    let bodies = numbers.map((number) => ready.get(number));
    if (!numbers.every((number) => ready.has(number))) {
      const read = await this.#rows.bodies(this.#patientKey, numbers);
      if (read.revision !== revision) return undefined;
      bodies = read.bodies;
    }
    const opened = bodies.map((body, at) => this.#sealed.openBody(numbers[at] ?? 0, body));
    return (await Promise.all(opened)).flat();
  }

  /** A resource within a coverage was seen unchanged when that became complete. */
  #asOf({ resource, fetchedAt }: HeldResource, coverage: readonly Coverage[]): number {
    const scope = { patient: this.#patient, fhirBaseUrl: this.#fhirBaseUrl };
    return coverage
      .filter(({ resourceType }) => resourceType === resource.resourceType)
      .filter(({ resourceType, pairs }) =>
        matchesSearch(resource, parseLocalSearch(resourceType, pairs, scope), this.#fhirBaseUrl),
      )
      .reduce((newest, { completeAt }) => Math.max(newest, completeAt), fetchedAt);
  }

  /** Begins again as long as the record changes under `work`. */
  async #steadily<T>(work: () => Promise<T | undefined>): Promise<T> {
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      const result = await work();
      if (result !== undefined) return result;
    }
    throw new SamspilError('conflict', 'Other tabs keep changing the same record; try again later.');
  }
}

/** What a {@link PatientRecord} needs. */
export interface PatientRecordOptions {
  readonly patient: string;
  readonly fhirBaseUrl: string;
  readonly rows: RecordRows;
  readonly keyring: Keyring;
  /** A vault that remembers no key. */
  readonly newVault: () => Vault;
  readonly now: () => number;
}

function isWorthWriting({ resource, fetchedAt }: HeldResource, versionId: string, known: number): boolean {
  if (fetchedAt < known) return false;
  return versionId === '' || versionId !== resource.meta?.versionId || fetchedAt - known > WORTH_WRITING_MS;
}

/** For what may well exist on the server, but is not on this device. */
export function notHeld(): SamspilError {
  return new SamspilError(
    'not-held',
    'This is not held on this device: ask again with a connection, or prepare it before going offline.',
  );
}
