import type { FhirResource } from 'fhir/r4';
import { findValueFault } from '../../bridge/index.ts';
import { SamspilError } from '../../errors.ts';
import { patientsOf } from '../../fhir/compartment.ts';
import { parseLiteralReference } from '../../fhir/literal-reference.ts';
import { referencesIn } from '../../offline/write/references.ts';
import { wrongPatient } from '../requests/confinement.ts';
import { holdsAnother } from '../answers/ownership.ts';

/** Evidence of who did what is the host's to write. */
const HOST_WRITTEN: ReadonlySet<string> = new Set(['Provenance', 'AuditEvent']);
/** A name inside one group, for references between resources that have no id yet. */
const GROUP_NAME = /^urn:uuid:[0-9a-f-]{36}$/i;
/** A stay or a course of contacts; what is written must not end in another patient's. */
const STAY = /^(?:Encounter|EpisodeOfCare)$/;

/** True for a resource that is not on the server yet: it has no id, or only a name inside its group. */
export function isNew({ id }: FhirResource): boolean {
  return id === undefined || GROUP_NAME.test(id);
}

/** Depth and number of values of a save. Its size is bounded where it matters: at the port, and by the store. */
const PLAIN_LIMITS = { maxDepth: 64, maxNodes: 200_000, maxSize: Number.POSITIVE_INFINITY };

/**
 * A copy of what is to be saved: an in-page form may put its object to use for the next patient while we wait.
 *
 * @throws `invalid-request` for what is no plain data, or has keys such as `__proto__` that are no elements
 */
export function plainCopy(given: readonly FhirResource[]): readonly FhirResource[] {
  if (findValueFault(given, PLAIN_LIMITS))
    throw refused('A resource is plain JSON, without keys that are no elements.');
  return structuredClone(given);
}

/**
 * @throws `wrong-patient` unless the resource, with all it contains, is about the patient of the lease and nobody else;
 *   `denied` for records that only the host writes; `invalid-request` for what is no resource
 */
export function assertWritable(resource: FhirResource, patientId: string, fhirBaseUrl: string): void {
  const { resourceType, id } = resource;
  if (
    typeof resourceType !== 'string' ||
    !/^[A-Z][A-Za-z]{1,63}$/.test(resourceType) ||
    isBundle(resourceType)
  )
    throw refused('Save resources one by one, as a list or as one transaction, each with its resourceType.');
  if (HOST_WRITTEN.has(resourceType))
    throw new SamspilError('denied', `The workplace writes ${resourceType} itself, for every save.`);
  if (!isNew(resource)) {
    if (!parseLiteralReference(`${resourceType}/${id}`))
      throw refused('The id of a changed resource is the one the server gave it.');
    if (!resource.meta?.versionId)
      throw refused('A changed resource keeps the meta.versionId it was read with.');
  }
  for (const reference of referencesIn(resource))
    // The server would put in its place whatever it finds, whosever that is.
    if (reference.includes('?'))
      throw refused('A reference names one resource; a search in its place is refused.');
  const owners = patientsOf(resource, fhirBaseUrl);
  const isOwn = owners.length > 0 && owners.every((owner) => owner === patientId);
  if (!isOwn || holdsAnother(resource, patientId, fhirBaseUrl)) throw wrongPatient();
}

/**
 * The stays (Encounter, EpisodeOfCare) that resources refer to, as `Type/id`, without those of their own group.
 *
 * @throws `wrong-patient` for one on another server: nobody here can tell whose it is
 */
export function staysIn(resources: readonly FhirResource[], fhirBaseUrl: string): Set<string> {
  const found = new Set<string>();
  for (const reference of referencesIn(resources)) {
    const local = reference.startsWith(`${fhirBaseUrl}/`)
      ? reference.slice(fhirBaseUrl.length + 1)
      : reference;
    const [path = ''] = local.split('/_history/');
    const parsed = parseLiteralReference(path);
    if (parsed && STAY.test(parsed.resourceType)) found.add(path);
    else if (!parsed && /(?:^|\/)(?:Encounter|EpisodeOfCare)(?:\/|$)/.test(local)) throw wrongPatient();
  }
  return found;
}

function isBundle(resourceType: string): boolean {
  return resourceType === 'Bundle';
}

function refused(message: string): SamspilError {
  return new SamspilError('invalid-request', message);
}
