import type { CodeableConcept, Coding } from 'fhir/r4';
import { codingKey, SNOMED_CT } from '../code-systems.ts';

/** Alert, new confusion, responds to voice, responds to pain, unresponsive (ACVPU). */
export type Consciousness = 'A' | 'C' | 'V' | 'P' | 'U';

// SNOMED CT findings, as in the UK Core value set of ACVPU. Danish example data has 450847001.
const findings: Readonly<Record<Consciousness, Coding>> = {
  A: { system: SNOMED_CT, code: '248234008', display: 'Mentally alert' },
  C: { system: SNOMED_CT, code: '130987000', display: 'Acute confusion' },
  V: { system: SNOMED_CT, code: '300202002', display: 'Responds to voice' },
  P: { system: SNOMED_CT, code: '450847001', display: 'Responds to pain' },
  U: { system: SNOMED_CT, code: '422768004', display: 'Unresponsive' },
};

/** The value of an Observation of consciousness. */
export function consciousnessConcept(level: Consciousness): CodeableConcept {
  return { coding: [{ ...findings[level] }], text: level };
}

/** The level that a value states by code. Its text is not read: it may be in any language. */
export function readConsciousness(value: CodeableConcept | undefined): Consciousness | undefined {
  const keys = new Set(value?.coding?.map(codingKey));
  return (Object.keys(findings) as Consciousness[]).find((level) => keys.has(codingKey(findings[level])));
}
