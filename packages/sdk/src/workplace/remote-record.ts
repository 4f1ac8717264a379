import type { FhirResource, Patient } from 'fhir/r4';
import type { PortClient } from '../bridge/client.ts';
import { SamspilError } from '../errors.ts';
import type { Lease } from '../lease/lease.ts';
import type {
  PageRequest,
  RecordAccess,
  RecordPage,
  RecordRead,
  RecordSave,
} from '../lease/record-access.ts';
import type { WorkplaceMethods } from '../contract/workplace-methods.ts';
import type { CallOptions, ReceiptSnapshot, RestRequest } from './types.ts';

/** The record on the far side of a port. The host judges every call; this side only keeps ended leases quiet. */
export class RemoteRecord implements RecordAccess {
  readonly #client: PortClient<WorkplaceMethods>;
  readonly #lease: Lease;
  readonly #listeners = new Set<(snapshot: ReceiptSnapshot) => void>();
  #patient: Patient | undefined;

  constructor(client: PortClient<WorkplaceMethods>, lease: Lease) {
    this.#client = client;
    this.#lease = lease;
  }

  read(reference: string, options: CallOptions = {}): Promise<RecordRead> {
    return this.#call('fhir.read', { reference }, options);
  }

  searchPage(request: PageRequest, options: CallOptions = {}): Promise<RecordPage> {
    return this.#call('fhir.search', request, options);
  }

  request(request: RestRequest, options: CallOptions = {}): Promise<RecordRead> {
    return this.#call('fhir.request', request, options);
  }

  /** As it was sent along with the context; before that, and to read it anew, it is asked for. */
  async patient(options: CallOptions = {}): Promise<Patient> {
    this.#lease.assertLive();
    if (this.#patient && options.cache !== 'no-cache') return structuredClone(this.#patient);
    return (await this.read(this.#lease.subject.patient.reference, options)).resource as Patient;
  }

  async save(
    resources: readonly FhirResource[],
    operationId: string,
    { signal, replaces }: RecordSave = {},
  ): Promise<ReceiptSnapshot> {
    this.#lease.assertLive();
    if (signal?.aborted) throw new SamspilError('aborted', 'The save was withdrawn.');
    // Not cut short by the end of the lease: what the host made durable is answered, whoever is on the screen by then.
    return this.#client.call(
      'fhir.save',
      { lease: this.#lease.id, operationId, resources, replaces },
      { timeoutMs: 35_000 },
    );
  }

  receipts(): Promise<ReceiptSnapshot[]> {
    return this.#lease.during((signal) =>
      this.#client.call('receipts.list', { lease: this.#lease.id }, { signal }),
    );
  }

  subscribe(listener: (snapshot: ReceiptSnapshot) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The host sent the patient along. */
  receivePatient(patient: Patient): void {
    this.#patient = patient;
  }

  /** The host said that a write for this patient changed. */
  receive(snapshot: ReceiptSnapshot): void {
    for (const listener of [...this.#listeners]) listener(snapshot);
  }

  /** One call for data of this lease. Its deadline is longer than the host's, whose answer says more than our own would. */
  #call<K extends 'fhir.read' | 'fhir.search' | 'fhir.request'>(
    method: K,
    input: Omit<WorkplaceMethods[K]['input'], 'lease' | 'cache'>,
    { signal: caller, cache }: CallOptions,
  ): Promise<WorkplaceMethods[K]['output']> {
    const timeoutMs = method === 'fhir.request' ? 65_000 : 35_000;
    const whole = { ...input, lease: this.#lease.id, ...(cache === 'no-cache' && { cache }) };
    return this.#lease.during(
      (signal) =>
        this.#client.call(method, whole as unknown as WorkplaceMethods[K]['input'], { signal, timeoutMs }),
      caller,
    );
  }
}
