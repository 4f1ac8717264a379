import type { Reference } from 'fhir/r4';
import { SamspilError } from '../errors.ts';

/** What a lease is for. References carry `reference`; `display` is for the screen only. */
export interface LeaseSubject {
  patient: Reference & { reference: string };
  encounter?: Reference & { reference: string };
  user: Reference & { reference: string };
}

/**
 * The right to one patient's record for as long as the clinician stays with that patient. Every read and write holds
 * one; there is no current patient to ask for. Once ended it never comes back: coming back to a patient is a new lease.
 */
export class Lease {
  readonly id: string;
  readonly subject: LeaseSubject;
  readonly #controller = new AbortController();

  constructor(id: string, subject: LeaseSubject) {
    this.id = id;
    this.subject = subject;
  }

  /** Logical id of the patient. */
  get patientId(): string {
    return this.subject.patient.reference.replace(/^Patient\//, '');
  }

  /** Aborted when the lease ends. */
  get ended(): AbortSignal {
    return this.#controller.signal;
  }

  end(): void {
    this.#controller.abort(staleContext());
  }

  /** @throws `stale-context` */
  assertLive(): void {
    if (this.ended.aborted) throw staleContext();
  }

  /** Runs `work` and lets its result through only if the lease still holds, also when the answer was on its way. */
  async during<T>(work: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T> {
    this.assertLive();
    const combined = signal ? AbortSignal.any([signal, this.ended]) : this.ended;
    try {
      const result = await work(combined);
      this.assertLive();
      return result;
    } catch (error) {
      // The reason for a call that the end of the lease cut short is the lease, not the network.
      this.assertLive();
      throw error;
    }
  }
}

function staleContext(): SamspilError {
  return new SamspilError(
    'stale-context',
    'The workplace has moved on from this patient: take the new context.',
  );
}
