/** Fired by the patient list when a person chose a patient. */
export class OpenPatientEvent extends Event {
  static readonly type = 'workplace-open-patient';
  /** Ids, not references. */
  readonly patient: string;
  readonly encounter: string | undefined;

  constructor(patient: string, encounter: string | undefined) {
    super(OpenPatientEvent.type, { bubbles: true, composed: true });
    this.patient = patient;
    this.encounter = encounter;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'workplace-open-patient': OpenPatientEvent;
  }
}
