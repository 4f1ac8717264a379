/**
 * Types that belong to no patient and tell nothing of one: who works where, what there is, and how things are defined. A
 * `patient/` scope may read them. It is a list of what is permitted, not of what is refused: a type that nobody thought
 * of, such as a Group of patients, a Claim, or a Bundle that may hold any record, stays closed to `patient/` scopes.
 */
const SHARED_TYPES: ReadonlySet<string> = new Set([
  'ActivityDefinition',
  'CapabilityStatement',
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

/** True when a `patient/` scope that names the type may read all of its resources. */
export function isSharedType(resourceType: string): boolean {
  return SHARED_TYPES.has(resourceType);
}
