import type { ReceiptSnapshot } from '@samspil/sdk';

/** Fired by the patient list when a person chose a patient. */
export class OpenPatientEvent extends Event {
  static readonly type = 'workplace-open-patient';
  /** Ids, not references. */
  readonly patient: string;
  readonly encounter: string | undefined;
  /** A write that is to be corrected or decided there. */
  readonly receipt: ReceiptSnapshot | undefined;

  constructor(patient: string, encounter: string | undefined, receipt?: ReceiptSnapshot) {
    super(OpenPatientEvent.type, { bubbles: true, composed: true });
    this.patient = patient;
    this.encounter = encounter;
    this.receipt = receipt;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'workplace-open-patient': OpenPatientEvent;
  }
}
