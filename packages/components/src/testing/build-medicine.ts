import type { Dosage, MedicationRequest, MedicationStatement } from 'fhir/r4';

/** An active order for a drug of this name. */
export function order(name: string, more: Partial<MedicationRequest> = {}): MedicationRequest {
  return {
    resourceType: 'MedicationRequest',
    id: name,
    status: 'active',
    intent: 'order',
    subject: { reference: 'Patient/else' },
    medicationCodeableConcept: { text: name },
    ...more,
  };
}

/** What somebody said is taken. */
export function reported(name: string, more: Partial<MedicationStatement> = {}): MedicationStatement {
  return {
    resourceType: 'MedicationStatement',
    id: name,
    status: 'active',
    subject: { reference: 'Patient/else' },
    medicationCodeableConcept: { text: name },
    ...more,
  };
}

/** An order with this dosage. */
export const taken = (dosage: Dosage): MedicationRequest => order('A', { dosageInstruction: [dosage] });
