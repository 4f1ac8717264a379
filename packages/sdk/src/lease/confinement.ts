import type { FhirResource } from 'fhir/r4';
import { SamspilError } from '../errors.ts';
import { isPatientType, patientSearchParameters, patientsOf } from '../fhir/compartment.ts';
import { parseLiteralReference } from '../fhir/literal-reference.ts';
import { isPatientFree } from '../fhir/patient-free-types.ts';
import type { LiteralReference } from '../fhir/literal-reference.ts';
import type { SearchParameters } from '../workplace/types.ts';

const PARAMETER_NAME =
  /^_?[a-z][A-Za-z-]{0,63}(?::(?:not|exact|contains|missing|above|below|text|[A-Z][A-Za-z]+))?$/;

/**
 * Parameters for all resources that stay within one type and one patient. Not among them: those that reach further
 * (`_has`, `_list`, `_query`, ...), those of one server (`_getpages`), and those that leave out of the answer the very
 * elements it is judged by (`_elements`, `_summary`).
 */
const CONTROL_PARAMETERS: ReadonlySet<string> = new Set([
  '_id',
  '_lastUpdated',
  '_profile',
  '_tag',
  '_security',
  '_source',
  '_sort',
  '_count',
  '_total',
  '_include',
  '_revinclude',
]);
/** Their types may belong to a patient but need not: equipment of a ward, a resource of the hospital. */
const OPTIONAL_SUBJECT: ReadonlySet<string> = new Set(['Device']);
/** Records that several people share; the patient of the lease must be one of them. */
const SHARED_SUBJECT: ReadonlySet<string> = new Set(['Appointment', 'AuditEvent', 'Person']);
/** Evidence of who did what is the host's to write. */
const HOST_WRITTEN: ReadonlySet<string> = new Set(['Provenance', 'AuditEvent']);

/**
 * `Type/id`, taken apart. Anything else is refused before it can become an address: absolute URLs, `..`, operations.
 *
 * @throws `invalid-request`; `wrong-patient` for another Patient; `denied` for types whose patient cannot be told
 */
export function parseOwnReference(reference: string, patientId: string): LiteralReference {
  const parsed = parseLiteralReference(reference);
  if (!parsed)
    throw new SamspilError(
      'invalid-request',
      'A reference has the form Type/id, for example Observation/123.',
    );
  const { resourceType, id } = parsed;
  assertConfinable(resourceType);
  if (resourceType === 'Patient' && id !== patientId) throw wrongPatient();
  return { resourceType, id };
}

/** @throws `denied` for types whose patient cannot be told */
function assertConfinable(resourceType: string): void {
  if (isPatientType(resourceType) || isPatientFree(resourceType)) return;
  throw new SamspilError('denied', `${resourceType} is not offered: it does not tell whose record it is.`);
}

/**
 * The search with the patient of the lease added. A search that names another patient is refused, not silently changed.
 *
 * @throws `invalid-request`, `wrong-patient`; `denied` for types whose patient cannot be told
 */
export function confineSearch(
  resourceType: string,
  parameters: SearchParameters,
  patientId: string,
): SearchParameters {
  if (!/^[A-Z][A-Za-z]{1,63}$/.test(resourceType)) {
    throw new SamspilError('invalid-request', 'Name one resource type, for example Observation.');
  }
  assertConfinable(resourceType);
  for (const name of Object.keys(parameters)) {
    const [bare = name] = name.split(':');
    if (!PARAMETER_NAME.test(name) || (bare.startsWith('_') && !CONTROL_PARAMETERS.has(bare))) {
      throw new SamspilError(
        'invalid-request',
        'Chained, system-wide and shortening search parameters are not offered here.',
      );
    }
  }
  const [own, ...others] = patientSearchParameters(resourceType);
  if (own === undefined) return parameters;
  const named = Object.entries(parameters).filter(([name]) =>
    [own, ...others].includes(name.split(':')[0] ?? name),
  );
  for (const [name, value] of named) {
    // `actor` and `target` may name something that is no patient; what they reach is judged when it comes back.
    if (name !== own && (name === 'actor' || name === 'target' || name === 'link')) continue;
    const values = (Array.isArray(value) ? value : [value]).map(String);
    if (name.includes(':') || values.some((v) => v !== patientId && v !== `Patient/${patientId}`))
      throw wrongPatient();
  }
  const kept = Object.entries(parameters).filter(
    ([name]) => name !== own && name !== 'patient' && name !== 'subject',
  );
  return { ...Object.fromEntries(kept), [own]: patientId };
}

/** Whether the resource may be shown under a lease on this patient. `Provenance` is judged by the caller, who can look at its targets. */
export function belongsTo(resource: FhirResource, patientId: string, fhirBaseUrl: string): boolean {
  if (!isPatientType(resource.resourceType)) return isPatientFree(resource.resourceType);
  const owners = patientsOf(resource, fhirBaseUrl);
  if (owners.length === 0) return OPTIONAL_SUBJECT.has(resource.resourceType);
  if (SHARED_SUBJECT.has(resource.resourceType)) return owners.includes(patientId);
  return owners.every((owner) => owner === patientId);
}

/**
 * @throws `wrong-patient` unless the resource says it is about the patient of the lease and nobody else;
 *   `denied` for records that only the host writes; `invalid-request` for what is no resource
 */
export function assertWritable(resource: FhirResource, patientId: string, fhirBaseUrl: string): void {
  const { resourceType } = resource;
  if (
    typeof resourceType !== 'string' ||
    !/^[A-Z][A-Za-z]{1,63}$/.test(resourceType) ||
    resourceType === ('Bundle' as string)
  ) {
    throw new SamspilError(
      'invalid-request',
      'Save resources one by one or as a list, each with its resourceType.',
    );
  }
  if (HOST_WRITTEN.has(resourceType)) {
    throw new SamspilError('denied', `The workplace writes ${resourceType} itself, for every save.`);
  }
  if (resource.id !== undefined && !parseLiteralReference(`${resourceType}/${resource.id}`)) {
    throw new SamspilError('invalid-request', 'The id of a changed resource is the one the server gave it.');
  }
  if (resource.id !== undefined && !resource.meta?.versionId) {
    throw new SamspilError(
      'invalid-request',
      'A changed resource keeps the meta.versionId it was read with.',
    );
  }
  const owners = patientsOf(resource, fhirBaseUrl);
  if (owners.length === 0 || !owners.every((owner) => owner === patientId)) throw wrongPatient();
}

export function wrongPatient(): SamspilError {
  return new SamspilError(
    'wrong-patient',
    'The request names another patient than the one in the workplace.',
  );
}
