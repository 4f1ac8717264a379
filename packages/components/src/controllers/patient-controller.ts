import type { ClinicalContext } from '@samspil/sdk';
import type { Patient } from 'fhir/r4';
import type { ReactiveControllerHost } from 'lit';
import { patientContext } from '../contexts/index.ts';
import { LeaseTask, type Loaded } from './lease-task.ts';
import { ProvidedValue } from './provided-value.ts';

/** An answer that is no patient: nobody's name may be read from it. */
const unreadable: Loaded<Patient> = { status: 'failed', code: 'invalid-response' };

/** The patient of one lease, as far as it is read. */
export interface PatientState {
  readonly lease: ClinicalContext;
  readonly patient: Loaded<Patient>;
  /** Reads again, for example after a failure. */
  reload(): void;
}

/** The patient of the lease: from `samspil-app` where it has read it, else read here. */
export class PatientController {
  readonly #provided: ProvidedValue<PatientState | undefined>;
  readonly #lease: () => ClinicalContext | undefined;
  readonly #task: LeaseTask<Patient>;

  constructor(host: ReactiveControllerHost & HTMLElement, lease: () => ClinicalContext | undefined) {
    this.#lease = lease;
    this.#provided = new ProvidedValue(host, patientContext);
    this.#task = new LeaseTask(host, {
      lease: () => (this.#isProvided() ? undefined : lease()),
      load: (context, signal) => context.patientResource({ signal }),
    });
  }

  get state(): Loaded<Patient> {
    const provided = this.#provided.value;
    const state = provided && this.#isProvided() ? provided.patient : this.#task.state;
    return state.status !== 'loaded' || state.value?.resourceType === 'Patient' ? state : unreadable;
  }

  reload(): void {
    if (this.#isProvided()) this.#provided.value?.reload();
    else this.#task.reload();
  }

  /** Reads again if it is not read yet. A patient that is provided is its provider's to read. */
  retry(): void {
    if (!this.#isProvided()) this.#task.retry();
  }

  /** Provided for this very lease: never a patient of the one before. */
  #isProvided(): boolean {
    const lease = this.#lease();
    return lease !== undefined && this.#provided.value?.lease === lease;
  }
}
