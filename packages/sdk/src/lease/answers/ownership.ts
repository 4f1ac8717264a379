import type { FhirResource } from 'fhir/r4';
import { isPatientType, patientsOf, subjectElements } from '../../fhir/compartment.ts';
import type { ResourceLike } from '../../fhir/compartment.ts';
import { isPatientFree } from '../../fhir/patient-free-types.ts';

/** Their types may belong to a patient but need not: equipment of a ward, a resource of the hospital. */
const OPTIONAL_SUBJECT: ReadonlySet<string> = new Set(['Device']);
/** Records that several people share; the patient of the lease must be one of them. */
const SHARED_SUBJECT: ReadonlySet<string> = new Set(['Appointment', 'AuditEvent', 'Person']);

/** True for types of which one record may name no patient, or several. */
export function mayBeShared(resourceType: string): boolean {
  return OPTIONAL_SUBJECT.has(resourceType) || SHARED_SUBJECT.has(resourceType);
}

/**
 * Whether the resource may be shown under a lease on this patient, with all that it contains. `Provenance` is judged by
 * the caller, who can look at its targets.
 */
export function belongsTo(resource: FhirResource, patientId: string, fhirBaseUrl: string): boolean {
  if (holdsAnother(resource, patientId, fhirBaseUrl)) return false;
  // Who says whose record this is in an element that the type has not, is no FHIR, and not to be believed.
  if (namesOddly(resource)) return false;
  if (!isPatientType(resource.resourceType)) return isPatientFree(resource.resourceType);
  const owners = patientsOf(resource, fhirBaseUrl);
  if (owners.length === 0) return OPTIONAL_SUBJECT.has(resource.resourceType);
  if (SHARED_SUBJECT.has(resource.resourceType)) return owners.includes(patientId);
  return owners.every((owner) => owner === patientId);
}

/** Elements that name a patient in most types; a type for which they do not has no business with them. */
function namesOddly(resource: FhirResource): boolean {
  const { resourceType } = resource;
  const known = subjectElements(resourceType);
  const isStrict =
    resourceType === 'Patient' || OPTIONAL_SUBJECT.has(resourceType) || isPatientFree(resourceType);
  return (
    isStrict && ['subject', 'patient'].some((name) => !known.includes(name) && Object.hasOwn(resource, name))
  );
}

/**
 * Whether something contained in the resource is another patient's. What is contained has no identity of its own
 * (https://hl7.org/fhir/R4/references.html#contained), so it need not name a patient; but it must not name another one,
 * and a whole Patient, or a type that does not tell whose it is, is not let through on its container's word.
 */
export function holdsAnother(resource: FhirResource, patientId: string, fhirBaseUrl: string): boolean {
  const contained: unknown = (resource as { contained?: unknown }).contained ?? [];
  if (!Array.isArray(contained)) return true;
  return contained.some((inner: unknown) => {
    if (!isResourceLike(inner) || 'contained' in inner) return true;
    const { resourceType } = inner;
    if (isPatientFree(resourceType)) return false;
    if (resourceType === 'Patient' || resourceType === 'Provenance' || !isPatientType(resourceType))
      return true;
    return patientsOf(inner, fhirBaseUrl).some((owner) => owner !== patientId && !owner.startsWith('#'));
  });
}

function isResourceLike(value: unknown): value is ResourceLike {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as { resourceType?: unknown }).resourceType === 'string'
  );
}
