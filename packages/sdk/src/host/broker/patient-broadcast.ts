import type { Patient } from 'fhir/r4';
import type { WirePatient } from '../../contract/index.ts';
import type { ScopeSet } from '../../fhir/scopes.ts';
import { belongsTo, isPermitted } from '../../lease/index.ts';
import type { Lease, RecordReads } from '../../lease/index.ts';

export interface PatientBroadcastOptions {
  lease: Lease;
  reads: RecordReads;
  fhirBaseUrl: string;
  /** She was read: now she can be told. */
  onRead: () => void;
}

/**
 * The patient of a lease, read once by the host and sent to the plugins that may read her, so that ten of them need not
 * ask ten times. Nothing is read before somebody may have it. A failure is told to nobody: a plugin that asks itself
 * hears why.
 */
export class PatientBroadcast {
  readonly #options: PatientBroadcastOptions;
  #patient: Patient | undefined;
  #isReading = false;

  constructor(options: PatientBroadcastOptions) {
    this.#options = options;
  }

  /** What a plugin with these scopes is sent now; undefined when it may not have it, or when it is still to be read. */
  messageFor(scopes: ScopeSet): WirePatient | undefined {
    if (!scopes.allows('r', 'Patient')) return undefined;
    const patient = this.#patient;
    if (!patient) void this.#read();
    else if (isPermitted(scopes, 'r', patient)) return { lease: this.#options.lease.id, patient };
    return undefined;
  }

  /** She changed, or the connection came back: read again, if she was wanted before. */
  refresh(): void {
    if (this.#patient) void this.#read();
  }

  async #read(): Promise<void> {
    const { lease, reads, fhirBaseUrl, onRead } = this.#options;
    if (this.#isReading || lease.ended.aborted) return;
    this.#isReading = true;
    try {
      const request = { kind: 'read', resourceType: 'Patient', id: lease.patientId } as const;
      const { value } = await reads.read(request, { signal: lease.ended });
      if (lease.ended.aborted || !belongsTo(value, lease.patientId, fhirBaseUrl)) return;
      this.#patient = structuredClone(value) as Patient;
      onRead();
    } catch {
      // Asked for again by whoever needs it.
    } finally {
      this.#isReading = false;
    }
  }
}
