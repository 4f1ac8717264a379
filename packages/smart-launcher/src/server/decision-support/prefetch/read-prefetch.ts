import type { Bundle, FhirResource } from 'fhir/r4';
import { CallRefused } from '../http/call-refused.ts';
import type { DecisionService, PrefetchTemplate } from '../service.ts';
import { Prefetched } from './prefetched.ts';

/**
 * What a client sent of the record, checked against the templates: everything is there, whole where a part says nothing,
 * and about this patient. `null` says that there is no such data (CDS Hooks 2.0, Prefetch Template).
 *
 * @throws CallRefused 412 `incomplete` for what was not sent, failed to be read or is a part; 400 `invalid-request` for what
 *   is no FHIR, `wrong-patient` for somebody else's
 */
export function readPrefetch(
  given: unknown,
  { prefetch }: Pick<DecisionService, 'prefetch'>,
  patient: string,
): Prefetched {
  const sent = isObject(given) ? given : {};
  const read = new Map<string, readonly FhirResource[]>();
  for (const [key, template] of Object.entries(prefetch)) {
    const resources = readOne(Object.hasOwn(sent, key) ? sent[key] : undefined, template, key);
    if (!resources.every((resource) => isOf(resource, patient)))
      throw new CallRefused(
        400,
        'wrong-patient',
        `What was sent as prefetch ${key} is not all this patient's.`,
      );
    read.set(key, resources);
  }
  return new Prefetched(read);
}

function readOne(value: unknown, { needs, type }: PrefetchTemplate, key: string): FhirResource[] {
  if (value === null && needs !== 'one') return [];
  if (!isObject(value) || value['resourceType'] === 'OperationOutcome') throw missing(key);
  if (needs === 'one') {
    if (value['resourceType'] !== type) throw malformed(key);
    return [value as unknown as FhirResource];
  }
  if (value['resourceType'] !== 'Bundle') throw malformed(key);
  const { entry = [], link = [] } = value as unknown as Bundle;
  if (!Array.isArray(entry) || !Array.isArray(link)) throw malformed(key);
  // Half a list of allergies looks like a short one.
  if (needs === 'all' && link.some((each) => each?.relation === 'next')) throw missing(key);
  return entry.map((each) => {
    const resource: unknown = each?.resource;
    if (!isObject(resource) || resource['resourceType'] !== type) throw malformed(key);
    return resource as unknown as FhirResource;
  });
}

/** Whether a resource says that it is this patient's: all that the services ask for say whose they are. */
function isOf(resource: FhirResource, patient: string): boolean {
  if (resource.resourceType === 'Patient') return resource.id === patient;
  const {
    subject,
    patient: owner,
    for: whom,
  } = resource as unknown as Partial<Record<string, { reference?: unknown }>>;
  const reference = (subject ?? owner ?? whom)?.reference;
  return typeof reference === 'string' && `/${reference}`.endsWith(`/Patient/${patient}`);
}

function missing(key: string): CallRefused {
  const message = `Send all of the prefetch ${key} of the discovery: this service reads nothing by itself.`;
  return new CallRefused(412, 'incomplete', message);
}

function malformed(key: string): CallRefused {
  return new CallRefused(400, 'invalid-request', `The prefetch ${key} is not what its template asks for.`);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
