import type { FhirResource } from 'fhir/r4';

/** By R4 type: the element that tells how far a record is, and what it says while nobody stands behind the content yet. */
const DRAFT_STATUSES: Readonly<Partial<Record<string, { element: string; codes: readonly string[] }>>> = {
  CarePlan: { element: 'status', codes: ['draft'] },
  Communication: { element: 'status', codes: ['preparation'] },
  CommunicationRequest: { element: 'status', codes: ['draft'] },
  Composition: { element: 'status', codes: ['preliminary'] },
  Consent: { element: 'status', codes: ['draft'] },
  DeviceRequest: { element: 'status', codes: ['draft'] },
  DiagnosticReport: { element: 'status', codes: ['registered', 'partial', 'preliminary'] },
  DocumentReference: { element: 'docStatus', codes: ['preliminary'] },
  MedicationRequest: { element: 'status', codes: ['draft'] },
  NutritionOrder: { element: 'status', codes: ['draft'] },
  Observation: { element: 'status', codes: ['registered', 'preliminary'] },
  QuestionnaireResponse: { element: 'status', codes: ['in-progress'] },
  ServiceRequest: { element: 'status', codes: ['draft'] },
  Task: { element: 'status', codes: ['draft'] },
};

/**
 * True for a record that says of itself that it is not finished: a form half filled in, a note not signed, an order not
 * given. Types that have no such word are never drafts.
 */
export function isDraft(resource: FhirResource): boolean {
  const known = Object.hasOwn(DRAFT_STATUSES, resource.resourceType)
    ? DRAFT_STATUSES[resource.resourceType]
    : undefined;
  if (!known) return false;
  const status = (resource as unknown as Readonly<Record<string, unknown>>)[known.element];
  return typeof status === 'string' && known.codes.includes(status);
}
