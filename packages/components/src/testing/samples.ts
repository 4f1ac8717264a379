import type { AllergyIntolerance, Patient } from 'fhir/r4';
import allergies from './sample-allergies.json';
import patients from './sample-patients.json';

/** Synthetic people; a new copy each time, so that a test may change it. */
export function samplePatient(name: keyof typeof patients): Patient & { id: string } {
  return structuredClone(patients[name]) as Patient & { id: string };
}

/** Synthetic allergy entries. */
export function sampleAllergy(name: keyof typeof allergies): AllergyIntolerance {
  return structuredClone(allergies[name]) as AllergyIntolerance;
}
