/**
 * Types that belong to no patient and tell nothing of one: who works where, what there is, and how things are defined.
 * It is a list of what is permitted, not of what is refused: a type that nobody thought of, such as a Group of patients,
 * a Claim, or a Bundle or Binary that may hold any record, stays closed to whoever is confined to one patient.
 */
const PATIENT_FREE_TYPES: ReadonlySet<string> = new Set([
  'ActivityDefinition',
  'CapabilityStatement',
  'ChargeItemDefinition',
  'CodeSystem',
  'CompartmentDefinition',
  'ConceptMap',
  'DeviceDefinition',
  'DeviceMetric',
  'Endpoint',
  'HealthcareService',
  'Library',
  'Location',
  'Measure',
  'Medication',
  'MedicationKnowledge',
  'NamingSystem',
  'ObservationDefinition',
  'OperationDefinition',
  'Organization',
  'OrganizationAffiliation',
  'PlanDefinition',
  'Practitioner',
  'PractitionerRole',
  'Questionnaire',
  'SearchParameter',
  'Slot',
  'SpecimenDefinition',
  'StructureDefinition',
  'StructureMap',
  'Substance',
  'TerminologyCapabilities',
  'ValueSet',
]);

/** True for types of which one who is confined to a patient may see every resource, if a scope names the type. */
export function isPatientFree(resourceType: string): boolean {
  return PATIENT_FREE_TYPES.has(resourceType);
}
