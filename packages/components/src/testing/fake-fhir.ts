import type {
  Capability,
  ClinicalContext,
  FhirAccess,
  PageOutbox,
  PrepareHandler,
  Receipt,
  ReceiptSnapshot,
  ReceiptState,
  SamspilErrorCode,
  SaveOptions,
  Repair,
  RestRequest,
  SearchParameters,
  Workplace,
} from '@samspil/sdk';
import { SamspilError } from '../../../sdk/src/errors.ts';
import { FakeDrafts } from './fake-drafts.ts';
import { WritableSignal } from '../../../sdk/src/workplace/signal.ts';
import { noBus, noUi } from '../../../sdk/src/workplace/services/no-services.ts';
import { PLAIN_THEME } from '../../../sdk/src/host/services/theme.ts';
import type { Bundle, FhirResource, Patient } from 'fhir/r4';

/** A receipt whose state a test moves. */
export class FakeReceipt extends EventTarget implements Receipt {
  snapshot: ReceiptSnapshot;
  readonly settled = new Promise<ReceiptSnapshot>(() => undefined);

  constructor(snapshot: ReceiptSnapshot) {
    super();
    this.snapshot = snapshot;
  }

  get id(): string {
    return this.snapshot.id;
  }

  get state(): ReceiptState {
    return this.snapshot.state;
  }
}

export interface Save {
  resources: readonly FhirResource[];
  options: SaveOptions | undefined;
}

/**
 * Our own interface to a patient's record, in memory. Element tests hold answers back, fail them and move receipts with
 * it; what talks to a real server is tested in the SDK.
 */
export class FakeFhir implements FhirAccess {
  resources: FhirResource[];
  readonly patientId: string;
  readonly saves: Save[] = [];
  readonly searches: { type: string; parameters: SearchParameters | undefined }[] = [];
  readonly made: FakeReceipt[] = [];
  unfinished: ReceiptSnapshot[] = [];
  /** Errors the next calls reject with, by method. */
  failures: Partial<Record<'read' | 'search' | 'page' | 'save' | 'receipts', SamspilErrorCode>> = {};
  /** When a resource was asked of the server, ISO 8601. */
  readonly fetched = new WeakMap<FhirResource, string>();
  /** While set, answers wait for it. */
  hold: Promise<void> | undefined;
  readonly #listeners = new Set<(snapshot: ReceiptSnapshot) => void>();

  constructor(patientId: string, resources: FhirResource[] = []) {
    this.patientId = patientId;
    this.resources = resources;
  }

  get listenerCount(): number {
    return this.#listeners.size;
  }

  async read<T extends FhirResource>(reference: string): Promise<T> {
    await this.#answer('read');
    const found = this.resources.find(({ resourceType, id }) => `${resourceType}/${id}` === reference);
    if (!found) throw new SamspilError('not-found', 'There is no such resource.');
    return found as T;
  }

  /** A search as FHIR writes it, in pages of its `_count`. A page is known for as long as the test lasts. */
  async request<T extends FhirResource>({ url }: RestRequest): Promise<T> {
    const [type, query] = url.split('?', 2);
    const parameters = Object.fromEntries(new URLSearchParams(query));
    this.searches.push({ type: type ?? '', parameters });
    await this.#answer('page' in parameters ? 'page' : 'search');
    const found = this.resources.filter((each) => each?.resourceType === type);
    const start = Number(parameters.page ?? 0);
    const end = start + Number(parameters._count);
    const next = `${type}?${new URLSearchParams({ ...parameters, page: String(end) })}`;
    const bundle: Bundle<FhirResource> = {
      resourceType: 'Bundle',
      type: 'searchset',
      ...(end < found.length && { link: [{ relation: 'next', url: next }] }),
      entry: found.slice(start, end).map((resource) => ({ resource, search: { mode: 'match' } })),
    };
    return bundle as FhirResource as T;
  }

  fetchedAt(resource: FhirResource): string | undefined {
    return this.fetched.get(resource);
  }

  async *search<T extends FhirResource>(
    type: T['resourceType'],
    parameters?: SearchParameters,
  ): AsyncGenerator<T> {
    this.searches.push({ type, parameters });
    await this.#answer('search');
    for (const resource of this.resources) if (resource?.resourceType === type) yield resource as T;
  }

  async save(resources: FhirResource | readonly FhirResource[], options?: SaveOptions): Promise<Receipt> {
    this.saves.push({ resources: [resources].flat(), options });
    await this.#answer('save');
    const first = this.saves.at(-1)?.resources[0];
    const receipt = new FakeReceipt({
      id: options?.operationId ?? `receipt-${this.made.length + 1}`,
      state: 'stored',
      patient: this.patientId,
      plugin: { id: 'test', version: '1.0.0' },
      storedAt: new Date().toISOString(),
      ...(first?.resourceType === 'Observation' &&
        first.effectiveDateTime !== undefined && { measuredAt: first.effectiveDateTime }),
      resources: [],
    });
    this.made.push(receipt);
    this.tell(receipt.snapshot);
    return receipt;
  }

  async receipts(): Promise<ReceiptSnapshot[]> {
    await this.#answer('receipts');
    return this.unfinished;
  }

  subscribe(listener: (snapshot: ReceiptSnapshot) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Moves a receipt on and tells everybody. */
  move(receipt: FakeReceipt, state: ReceiptState, code?: SamspilErrorCode): void {
    receipt.snapshot = { ...receipt.snapshot, state, ...(code && { error: { code } }) };
    receipt.dispatchEvent(new Event('change'));
    this.tell(receipt.snapshot);
  }

  tell(snapshot: ReceiptSnapshot): void {
    for (const listener of this.#listeners) listener(snapshot);
  }

  async #answer(method: keyof FakeFhir['failures']): Promise<void> {
    await this.hold;
    const code = this.failures[method];
    if (code) throw new SamspilError(code, 'Refused by the test.');
  }
}

/** A lease of a test: `end()` ends it. */
export interface FakeContext extends ClinicalContext {
  readonly fhir: FakeFhir;
  end(): void;
}

let leases = 0;

export function fakeContext(patient: Patient & { id: string }, resources: FhirResource[] = []): FakeContext {
  const ending = new AbortController();
  const fhir = new FakeFhir(patient.id, [patient, ...resources]);
  leases += 1;
  return {
    id: `lease-${leases}`,
    patient: { reference: `Patient/${patient.id}` },
    user: { reference: 'Practitioner/nurse' },
    needPatientBanner: true,
    ended: ending.signal,
    fhir,
    patientResource: () => fhir.read<Patient>(`Patient/${patient.id}`),
    end: () => ending.abort(),
  };
}

/** A workplace whose signals a test sets. */
export class FakeWorkplace implements Workplace {
  readonly surroundings: Workplace['surroundings'] = 'embedded';
  readonly context: WritableSignal<ClinicalContext | undefined>;
  readonly locale: WritableSignal<string>;
  readonly online = new WritableSignal(true);
  readonly reachable = new WritableSignal(true);
  readonly view = 'main';
  readonly theme = new WritableSignal(PLAIN_THEME);
  readonly ui = noUi;
  readonly bus = noBus;
  readonly shown = new WritableSignal(true);
  readonly drafts = new FakeDrafts();
  /** What this workplace offers beside the record. */
  capabilities = new Set<Capability>();
  /** Whoever wants to be asked before the context changes. */
  readonly preparing = new Set<PrepareHandler>();
  /** Whoever can correct what was refused. */
  readonly repairing = new Set<(repair: Repair) => void>();
  outbox: PageOutbox | undefined;
  isClosed = false;

  constructor(context?: ClinicalContext, locale = 'da') {
    this.context = new WritableSignal(context);
    this.locale = new WritableSignal(locale);
  }

  can(capability: Capability): boolean {
    return this.capabilities.has(capability);
  }

  onPrepare(handler: PrepareHandler): () => void {
    this.preparing.add(handler);
    return () => this.preparing.delete(handler);
  }

  onRepair(handler: (repair: Repair) => void): () => void {
    this.repairing.add(handler);
    return () => this.repairing.delete(handler);
  }

  close(): void {
    this.isClosed = true;
  }
}
