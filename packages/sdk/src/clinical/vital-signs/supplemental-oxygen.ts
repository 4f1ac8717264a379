import type { CodeableConcept, Coding } from 'fhir/r4';
import { codingKey, SNOMED_CT } from '../code-systems.ts';

// SNOMED CT findings in public use for NEWS2's "air or oxygen"; clinical.md §6 lists none as verified.
const findings: Readonly<Record<'air' | 'oxygen', Coding>> = {
  air: { system: SNOMED_CT, code: '722742002', display: 'Breathing room air' },
  oxygen: { system: SNOMED_CT, code: '371825009', display: 'Patient on oxygen' },
};

/** The value of an Observation of supplemental oxygen. */
export function oxygenConcept(state: 'air' | 'oxygen'): CodeableConcept {
  return { coding: [{ ...findings[state] }] };
}

/** Air or oxygen, as a value states it by code. */
export function readOxygen(value: CodeableConcept | undefined): 'air' | 'oxygen' | undefined {
  const keys = new Set(value?.coding?.map(codingKey));
  if (keys.has(codingKey(findings.air))) return 'air';
  return keys.has(codingKey(findings.oxygen)) ? 'oxygen' : undefined;
}
