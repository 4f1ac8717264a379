import type { Observation } from 'fhir/r4';
import type { WriteRequest } from '../../src/offline/index.ts';

/** A text that must never be found where it does not belong. In the shape of a CPR number. */
export const CANARY = '010203-1234';

/** A pulse of the test's patient. */
export function pulse(overrides: Partial<Observation> = {}): Observation {
  return {
    resourceType: 'Observation',
    status: 'final',
    code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }] },
    subject: { reference: 'Patient/else' },
    effectiveDateTime: '2026-01-15T08:30:00+01:00',
    valueQuantity: { value: 112, unit: '/min' },
    note: [{ text: `Målt hos ${CANARY}` }],
    ...overrides,
  };
}

/** One write of one new pulse. */
export function writeOf(operationId: string, overrides: Partial<WriteRequest> = {}): WriteRequest {
  return {
    operationId,
    patient: 'else',
    resources: [pulse()],
    author: { reference: 'Practitioner/nurse', display: 'Nanna Sygeplejerske' },
    plugin: { id: 'dk.example.vitals', version: '1.2.3', title: 'Vitale værdier' },
    lease: 'lease-1',
    ...overrides,
  };
}
