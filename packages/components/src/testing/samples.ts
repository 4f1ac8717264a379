import type { AllergyIntolerance, Condition, Patient } from 'fhir/r4';
import allergies from './sample-allergies.json';
import conditions from './sample-conditions.json';
import patients from './sample-patients.json';

/** Synthetic people; a new copy each time, so that a test may change it. */
export function samplePatient(name: keyof typeof patients): Patient & { id: string } {
  return structuredClone(patients[name]) as Patient & { id: string };
}

/** Synthetic allergy entries. */
export function sampleAllergy(name: keyof typeof allergies): AllergyIntolerance {
  return structuredClone(allergies[name]) as AllergyIntolerance;
}

/** The problems among the example resources of DK Core, as they are published. */
export function sampleConditions(): Condition[] {
  return structuredClone(Object.values(conditions)) as Condition[];
}
