import type { FhirResource } from 'fhir/r4';
import { SamspilError } from '../../errors.ts';
import { parseLiteralReference, patientsOf } from '../../fhir/index.ts';
import type { EntryContent, Write } from '../entry.ts';
import type { WriteRequest } from '../types.ts';
import { measuredAtOf } from './measured-at.ts';
import { withMark } from './operation-mark.ts';
import { mapReferences } from './references.ts';

/** What preparing needs from outside. */
export interface PrepareContext {
  fhirBaseUrl: string;
  randomUUID: () => string;
  /** True for a resource that an earlier write of this outbox made; a change to it may lack a version. */
  isMadeHere: (reference: string) => boolean;
  /** True for a new resource that has its id already, from the refused write that is corrected. Default: none has. */
  isKept?: (reference: string) => boolean;
}

/** Fits an identifier value, a tag code and a search token alike, and is too narrow for free text. */
const OPERATION_ID = /^[A-Za-z0-9][A-Za-z0-9\-._:]{0,127}$/;
/** A name inside one group, for references between resources that have no id yet. */
const GROUP_NAME = /^urn:uuid:[0-9a-f-]{36}$/i;

/**
 * Turns a request into the content of an entry:
 * 1. each new resource gets a UUID as id; its group name `urn:uuid:…`, if it stands in `id`, is given up for it;
 * 2. references within the group follow;
 * 3. each resource gets the operation identifier, unique per type, so that a conditional create of one does not match
 *    another of the same group;
 * 4. a Provenance is planned.
 *
 * @throws `rejected` when the request cannot make a write: no resources, an id without a version, a reference to nothing
 * @throws `wrong-patient` when a resource names another patient than the request
 */
export function prepareWrite(request: WriteRequest, context: PrepareContext): EntryContent {
  if (!OPERATION_ID.test(request.operationId))
    throw rejected('operationId must be 1 to 128 letters, digits or - . _ :');
  if (request.resources.length === 0) throw rejected('A write needs at least one resource.');
  const names = new Map<string, string>();
  const drafts = request.resources.map((resource) => draftOf(resource, names, context));
  const nextMark = markCounter(request.operationId);
  const writes = drafts.map(({ resource, ...write }): Write => {
    const mark = nextMark(resource.resourceType);
    const renamed = mapReferences(resource, (reference) => resolve(reference, names));
    const base = write.isNew ? undefined : baseOf(write, request.bases ?? []);
    return { ...write, mark, resource: withMark(renamed, mark, write.isNew), ...(base && { base }) };
  });
  const measuredAt = measuredAtOf(request.resources);
  return {
    operationId: request.operationId,
    patient: request.patient,
    author: request.author,
    plugin: request.plugin,
    lease: request.lease,
    writes,
    provenance: {
      reference: `Provenance/${context.randomUUID()}`,
      isNew: true,
      mark: nextMark('Provenance'),
    },
    attempts: 0,
    ...(measuredAt === undefined ? {} : { measuredAt }),
  };

  function draftOf(
    resource: FhirResource,
    known: Map<string, string>,
    { randomUUID, isMadeHere, isKept }: PrepareContext,
  ) {
    requireOwnPatient(resource, request.patient, context.fhirBaseUrl);
    const { id, meta } = resource;
    if (id === undefined || GROUP_NAME.test(id)) {
      const named = id?.slice('urn:uuid:'.length).toLowerCase();
      const isKnown = named !== undefined && isKept?.(`${resource.resourceType}/${named}`) === true;
      const assigned = isKnown ? named : randomUUID();
      const reference = `${resource.resourceType}/${assigned}`;
      if (id !== undefined) known.set(id.toLowerCase(), reference);
      return { reference, isNew: true, resource: { ...resource, id: assigned } };
    }
    const reference = `${resource.resourceType}/${id}`;
    if (!parseLiteralReference(reference)) throw rejected('A resource has an id that FHIR does not allow.');
    if (meta?.versionId !== undefined)
      return { reference, isNew: false, baseVersionId: meta.versionId, resource };
    if (!isMadeHere(reference))
      throw rejected('A changed resource needs meta.versionId; a new one must not have an id.');
    return { reference, isNew: false, resource };
  }
}

/** What the host read under the version that the change states. */
function baseOf(
  { reference, baseVersionId }: Pick<Write, 'reference' | 'baseVersionId'>,
  bases: readonly FhirResource[],
): FhirResource | undefined {
  if (baseVersionId === undefined) return undefined;
  return bases.find(
    ({ resourceType, id, meta }) =>
      `${resourceType}/${id}` === reference && meta?.versionId === baseVersionId,
  );
}

/** The first of a type is marked with the operation id itself, so that a person who searches for it finds it. */
function markCounter(operationId: string): (resourceType: string) => string {
  const counts = new Map<string, number>();
  return (resourceType) => {
    const count = (counts.get(resourceType) ?? 0) + 1;
    counts.set(resourceType, count);
    return count === 1 ? operationId : `${operationId}.${count}`;
  };
}

function resolve(reference: string, names: ReadonlyMap<string, string>): string {
  if (!/^urn:uuid:/i.test(reference)) return reference;
  const known = names.get(reference.toLowerCase());
  if (known === undefined) throw rejected('A urn:uuid reference names no resource of the group.');
  return known;
}

/** The host has asked this already; asked again here because a write to the wrong record cannot be taken back. */
function requireOwnPatient(resource: FhirResource, patient: string, fhirBaseUrl: string): void {
  if (patientsOf(resource, fhirBaseUrl).some((id) => id !== patient)) {
    throw new SamspilError(
      'wrong-patient',
      'A resource names another patient than the write; nothing was stored.',
    );
  }
}

function rejected(message: string): SamspilError {
  return new SamspilError('rejected', message);
}
