import type { Patient } from 'fhir/r4';

/**
 * A person chose a patient to open. Cancel it to open the patient yourself; else an element that was given a `host` asks
 * it for the change of context. Crosses shadow roots, because the page around decides what is shown.
 */
export class PatientChooseEvent extends Event {
  static readonly eventName = 'samspil-patient-choose';
  readonly patient: Patient;
  /** Id of the encounter that the row stands for. */
  readonly encounter: string | undefined;

  constructor(patient: Patient, encounter?: string) {
    super(PatientChooseEvent.eventName, { bubbles: true, composed: true, cancelable: true });
    this.patient = patient;
    this.encounter = encounter;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'samspil-patient-choose': PatientChooseEvent;
  }
}
