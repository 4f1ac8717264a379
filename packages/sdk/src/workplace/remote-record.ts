import type { FhirResource } from 'fhir/r4';
import type { PortClient } from '../bridge/client.ts';
import { SamspilError } from '../errors.ts';
import type { Lease } from '../lease/lease.ts';
import type { PageRequest, RecordAccess, RecordPage } from '../lease/record-access.ts';
import type { WorkplaceMethods } from '../contract/workplace-methods.ts';
import type { CallOptions, ReceiptSnapshot } from './types.ts';

/** The record on the far side of a port. The host judges every call; this side only keeps ended leases quiet. */
export class RemoteRecord implements RecordAccess {
  readonly #client: PortClient<WorkplaceMethods>;
  readonly #lease: Lease;
  readonly #listeners = new Set<(snapshot: ReceiptSnapshot) => void>();

  constructor(client: PortClient<WorkplaceMethods>, lease: Lease) {
    this.#client = client;
    this.#lease = lease;
  }

  read(reference: string, options: CallOptions = {}): Promise<FhirResource> {
    return this.#lease.during(
      (signal) =>
        this.#client.call('fhir.read', { lease: this.#lease.id, reference }, { signal, timeoutMs: 35_000 }),
      options.signal,
    );
  }

  searchPage(request: PageRequest, options: CallOptions = {}): Promise<RecordPage> {
    return this.#lease.during(
      (signal) =>
        this.#client.call(
          'fhir.search',
          { lease: this.#lease.id, ...request },
          { signal, timeoutMs: 35_000 },
        ),
      options.signal,
    );
  }

  async save(
    resources: readonly FhirResource[],
    operationId: string,
    options: CallOptions = {},
  ): Promise<ReceiptSnapshot> {
    this.#lease.assertLive();
    if (options.signal?.aborted) throw new SamspilError('aborted', 'The save was withdrawn before it began.');
    // Not cut short by the end of the lease: what the host made durable is answered, whoever is on the screen by then.
    return this.#client.call(
      'fhir.save',
      { lease: this.#lease.id, operationId, resources },
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

  /** The host said that a write for this patient changed. */
  receive(snapshot: ReceiptSnapshot): void {
    for (const listener of [...this.#listeners]) listener(snapshot);
  }
}
