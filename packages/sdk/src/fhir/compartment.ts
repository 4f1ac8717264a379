/**
 * Whose record a resource belongs to. The host's broker and the FHIR server ask the same question, so the answer stands
 * in one place. Elements are those of the R4 patient compartment that name the *subject* of a record: a patient who is
 * only a performer or an author does not own the record of somebody else.
 *
 * @see https://hl7.org/fhir/R4/compartmentdefinition-patient.html
 */
const SUBJECT_ELEMENTS: Readonly<Record<string, readonly string[]>> = {
  AdverseEvent: ['subject'],
  AllergyIntolerance: ['patient'],
  Appointment: ['participant.actor'],
  AuditEvent: ['entity.what', 'agent.who'],
  Basic: ['subject'],
  BodyStructure: ['patient'],
  CarePlan: ['subject'],
  CareTeam: ['subject'],
  ClinicalImpression: ['subject'],
  Communication: ['subject'],
  CommunicationRequest: ['subject'],
  Composition: ['subject'],
  Condition: ['subject'],
  Consent: ['patient'],
  Coverage: ['beneficiary'],
  DetectedIssue: ['patient'],
  Device: ['patient'],
  DeviceRequest: ['subject'],
  DeviceUseStatement: ['subject'],
  DiagnosticReport: ['subject'],
  DocumentManifest: ['subject'],
  DocumentReference: ['subject'],
  Encounter: ['subject'],
  EpisodeOfCare: ['patient'],
  FamilyMemberHistory: ['patient'],
  Flag: ['subject'],
  Goal: ['subject'],
  ImagingStudy: ['subject'],
  Immunization: ['patient'],
  ImmunizationRecommendation: ['patient'],
  List: ['subject'],
  Media: ['subject'],
  MedicationAdministration: ['subject'],
  MedicationDispense: ['subject'],
  MedicationRequest: ['subject'],
  MedicationStatement: ['subject'],
  NutritionOrder: ['patient'],
  Observation: ['subject'],
  Person: ['link.target'],
  Procedure: ['subject'],
  QuestionnaireResponse: ['subject'],
  RelatedPerson: ['patient'],
  RequestGroup: ['subject'],
  RiskAssessment: ['subject'],
  ServiceRequest: ['subject'],
  Specimen: ['subject'],
  Task: ['for'],
};

/** Search parameters that name the patient of a type, in the order to prefer. */
const PATIENT_SEARCH_PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  Patient: ['_id'],
  AdverseEvent: ['subject'],
  AllergyIntolerance: ['patient'],
  Appointment: ['patient', 'actor'],
  Coverage: ['patient', 'beneficiary'],
  Provenance: ['patient', 'target'],
  Person: ['patient', 'link'],
};
const DEFAULT_PATIENT_SEARCH_PARAMETERS: readonly string[] = ['patient', 'subject'];

/** A resource as far as the compartment needs to see it. */
export interface ResourceLike {
  resourceType: string;
  id?: string;
}

/** True for types whose records belong to a patient. `Provenance` belongs to the patient of its targets. */
export function isPatientType(resourceType: string): boolean {
  const isListed = Object.hasOwn(SUBJECT_ELEMENTS, resourceType);
  return isListed || resourceType === 'Patient' || resourceType === 'Provenance';
}

/** The search parameters that name the patient for this type, preferred first; empty for types of no patient. */
export function patientSearchParameters(resourceType: string): readonly string[] {
  if (!isPatientType(resourceType)) return [];
  return PATIENT_SEARCH_PARAMETERS[resourceType] ?? DEFAULT_PATIENT_SEARCH_PARAMETERS;
}

/** The subject elements of a type, dotted; `Provenance` is judged by its `target` and `patient` extension instead. */
export function subjectElements(resourceType: string): readonly string[] {
  return Object.hasOwn(SUBJECT_ELEMENTS, resourceType) ? (SUBJECT_ELEMENTS[resourceType] ?? []) : [];
}

/**
 * The ids of the patients a resource names as its subject. A reference to another server, by identifier or to a
 * contained resource gives its text back unshortened, so that it can never equal an id of this server.
 */
export function patientsOf(resource: ResourceLike, fhirBaseUrl?: string): string[] {
  if (resource.resourceType === 'Patient') return resource.id ? [resource.id] : [];
  const found = subjectElements(resource.resourceType)
    .flatMap((element) => valuesAt(resource, element.split('.')))
    .map((value) => patientIdOf(value, fhirBaseUrl))
    .filter((id) => id !== undefined);
  return [...new Set(found)];
}

/** Undefined for a reference to something that is no patient, such as a Group or a Location. */
function patientIdOf(value: unknown, fhirBaseUrl?: string): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { reference, type, identifier } = value as {
    reference?: unknown;
    type?: unknown;
    identifier?: unknown;
  };
  if (typeof reference !== 'string') return identifier && type === 'Patient' ? 'identifier' : undefined;
  const base = fhirBaseUrl?.replace(/\/?$/, '/');
  const local = base && reference.startsWith(base) ? reference.slice(base.length) : reference;
  const match = /^Patient\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/.+)?$/.exec(local);
  if (match?.[1]) return match[1];
  return /(^|\/)Patient\//.test(local) || type === 'Patient' ? local : undefined;
}

function valuesAt(value: unknown, path: readonly string[]): unknown[] {
  if (Array.isArray(value)) return value.flatMap((item) => valuesAt(item, path));
  const [head, ...rest] = path;
  if (head === undefined) return value === undefined ? [] : [value];
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, head)) return [];
  return valuesAt((value as Record<string, unknown>)[head], rest);
}
