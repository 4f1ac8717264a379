import type { Reference } from 'fhir/r4';
import { SamspilError } from '../errors.ts';
import { parseLiteralReference } from '../fhir/literal-reference.ts';

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
  /** Logical id of the patient. */
  readonly patientId: string;
  readonly #controller = new AbortController();

  /** @throws `invalid-request` unless the subject names exactly one patient by `Patient/id`: the id goes into every search */
  constructor(id: string, subject: LeaseSubject) {
    const patient = parseLiteralReference(subject.patient.reference);
    if (patient?.resourceType !== 'Patient') {
      throw new SamspilError('invalid-request', 'A context is opened on one patient, by its id.');
    }
    this.id = id;
    this.subject = subject;
    this.patientId = patient.id;
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

  /**
   * Runs `work` and lets its result through only if the lease still holds, also when the answer was on its way. Rejects
   * at once when the lease ends, however long `work` takes to notice.
   */
  async during<T>(work: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T> {
    this.assertLive();
    const combined = signal ? AbortSignal.any([signal, this.ended]) : this.ended;
    try {
      const result = await orEnded(work(combined), this.ended);
      this.assertLive();
      return result;
    } catch (error) {
      // The reason for a call that the end of the lease cut short is the lease, not the network.
      this.assertLive();
      throw error;
    }
  }
}

function orEnded<T>(work: Promise<T>, ended: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const abort = () => reject(staleContext());
    ended.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => ended.removeEventListener('abort', abort));
  });
}

/** For a call under a lease that has ended, or is not the present one. */
export function staleContext(): SamspilError {
  return new SamspilError(
    'stale-context',
    'The workplace has moved on from this patient: take the new context.',
  );
}
