import type { Bundle, BundleEntry, FhirResource } from 'fhir/r4';
import { SamspilError } from '../../errors.ts';
import { versionOf } from '../../fhir/request.ts';

const MAX_ENTRIES = 100;
const GROUP_NAME = /^urn:uuid:[0-9a-f-]{36}$/i;

/**
 * What `save()` is given, as the list of resources of one group. A transaction Bundle is taken apart: its entries create
 * (`POST Type`) or change (`PUT Type/id`) whole resources, and refer to each other by the `urn:uuid` of `fullUrl`. The
 * outbox sends them as a transaction again, with what makes it happen exactly once, so conditions of the caller's own
 * have no place in it.
 *
 * @throws `invalid-request` for every other Bundle, and for entries that delete, patch, read or are conditional
 */
export function resourcesToSave(given: readonly FhirResource[]): readonly FhirResource[] {
  const [only] = given;
  if (given.length !== 1 || only?.resourceType !== 'Bundle') return given;
  return resourcesOf(only);
}

function resourcesOf(bundle: Bundle): FhirResource[] {
  const entries: unknown = bundle.entry;
  if (bundle.type !== 'transaction' || !Array.isArray(entries) || entries.length === 0)
    throw refused('Save a Bundle of type transaction: all of it is stored, or none.');
  if (entries.length > MAX_ENTRIES) throw refused(`A transaction has at most ${MAX_ENTRIES} entries.`);
  const names = new Set<string>();
  return (entries as (BundleEntry<FhirResource> | null)[]).map((entry) => {
    const resource = resourceOf(entry);
    const name = entry?.fullUrl?.toLowerCase();
    if (name !== undefined && names.has(name)) throw refused('Two entries have the same fullUrl.');
    if (name !== undefined) names.add(name);
    return resource;
  });
}

function resourceOf(entry: BundleEntry<FhirResource> | null): FhirResource {
  const { request, resource, fullUrl } = entry ?? {};
  if (!request || !resource) throw refused('An entry has a request and a resource.');
  const { method, url, ifMatch, ...conditions } = request;
  if (Object.keys(conditions).length > 0)
    throw refused('Conditions are not taken: the outbox sees to it that nothing is stored twice.');
  if (method === 'POST' && url === resource.resourceType && ifMatch === undefined) {
    if (fullUrl !== undefined && !GROUP_NAME.test(fullUrl))
      throw refused('The fullUrl of a new resource is a urn:uuid.');
    // What is new has no id of its own; the name inside the group stands in its place until the outbox gives it one.
    const { id: _ignored, ...rest } = resource;
    return fullUrl === undefined ? rest : { ...rest, id: fullUrl };
  }
  if (method === 'PUT' && resource.id !== undefined && url === `${resource.resourceType}/${resource.id}`) {
    if (ifMatch === undefined) return resource;
    const versionId = versionOf(ifMatch);
    if (versionId === undefined) throw refused('ifMatch is an ETag, such as W/"3".');
    return { ...resource, meta: { ...resource.meta, versionId } };
  }
  throw refused('An entry is POST Type or PUT Type/id, with a resource that says the same.');
}

function refused(message: string): SamspilError {
  return new SamspilError('invalid-request', message);
}
