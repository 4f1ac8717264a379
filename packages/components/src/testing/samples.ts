import type {
  AllergyIntolerance,
  CarePlan,
  Communication,
  Condition,
  Device,
  DiagnosticReport,
  Encounter,
  Goal,
  MedicationRequest,
  MedicationStatement,
  Observation,
  Patient,
  RelatedPerson,
} from 'fhir/r4';
import allergies from './sample-allergies.json';
import care from './sample-care.json';
import conditions from './sample-conditions.json';
import encounters from './sample-encounters.json';
import lab from './sample-lab.json';
import measurements from './sample-measurements.json';
import medication from './sample-medication.json';
import messages from './sample-messages.json';
import patients from './sample-patients.json';
import relatedPersons from './sample-related-persons.json';
import ward from './sample-ward.json';

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

/** Synthetic orders and statements: none of the published examples has any. */
export function sampleMedicine(name: keyof typeof medication): MedicationRequest | MedicationStatement {
  return structuredClone(medication[name]) as MedicationRequest | MedicationStatement;
}

/** Patients among the examples of DK Core, as they are published: families, twins, doubles, the dead, the protected, the unknown. */
export function sampleWard(): (Patient & { id: string })[] {
  return structuredClone(Object.values(ward)) as (Patient & { id: string })[];
}

/** Laboratory results and their reports among the example resources of DK Core, as they are published. */
export function sampleLab(name: keyof typeof lab): Observation | DiagnosticReport {
  return structuredClone(lab[name]) as Observation | DiagnosticReport;
}

/** What devices sent, and the devices, among the example resources of DK Core, as they are published. */
export function sampleMeasurement(name: keyof typeof measurements): Observation | Device {
  return structuredClone(measurements[name]) as Observation | Device;
}

/** Contacts among the example resources of DK Core, as they are published. */
export function sampleEncounter(name: keyof typeof encounters): Encounter {
  return structuredClone(encounters[name]) as Encounter;
}

/** Related persons among the examples of DK Core, as they are published. */
export function sampleRelatedPersons(): RelatedPerson[] {
  return structuredClone(Object.values(relatedPersons)) as RelatedPerson[];
}

/** A synthetic plan with its goal, and a goal by itself: none of the published examples has any. */
export function sampleCare(name: keyof typeof care): CarePlan | Goal {
  return structuredClone(care[name]) as CarePlan | Goal;
}

/** Messages: those of MedCom as they are published but for their length, and a question from a ward with its answer. */
export function sampleMessage(name: keyof typeof messages): Communication {
  return structuredClone(messages[name]) as Communication;
}
