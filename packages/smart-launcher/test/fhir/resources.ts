import type { Observation, Patient, Provenance } from '@medplum/fhirtypes';

/** Synthetic records, built small: each test adds what it is about. */
export function patient(id: string, more: Partial<Patient> = {}): Patient {
  return { resourceType: 'Patient', id, ...more };
}

export function observation(id: string, patientId: string, more: Partial<Observation> = {}): Observation {
  return {
    resourceType: 'Observation',
    id,
    status: 'final',
    code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }] },
    subject: { reference: `Patient/${patientId}` },
    effectiveDateTime: '2026-05-01T08:00:00Z',
    ...more,
  };
}

export function provenance(target: string, id?: string): Provenance {
  return {
    resourceType: 'Provenance',
    ...(id !== undefined && { id }),
    target: [{ reference: target }],
    recorded: '2026-05-01T08:00:01Z',
    agent: [{ who: { reference: 'Practitioner/nurse' } }],
  };
}
