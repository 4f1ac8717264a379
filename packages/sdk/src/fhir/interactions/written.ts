import type { FhirResource } from 'fhir/r4';
import { notFhir } from '../request.ts';
import type { FhirAnswer } from '../request.ts';

/** What the server says about a resource it wrote. */
export interface Written<T extends FhirResource> {
  id: string;
  versionId: string | undefined;
  /** False when it existed: an update, or a conditional create that matched. */
  isCreated: boolean;
  /** As the server stored it; undefined when it answered without a body. */
  resource: T | undefined;
}

/** Reads a write's answer: from its body, or from `Location` and `ETag` when there is none. */
export function writtenOf<T extends FhirResource>(
  answer: FhirAnswer,
  asked: { resourceType: string; id?: string | undefined },
): Written<T> {
  const { body, status } = answer;
  // A server asked for little may answer with an OperationOutcome that only says "stored".
  const resource = body?.resourceType === asked.resourceType ? (body as T) : undefined;
  if (body && !resource && body.resourceType !== 'OperationOutcome') throw notFhir(status);
  const place = locationParts(answer.location, asked.resourceType);
  const id = resource?.id ?? place?.id ?? asked.id;
  if (id === undefined) throw notFhir(status);
  return {
    id,
    versionId: resource?.meta?.versionId ?? answer.versionId ?? place?.versionId,
    isCreated: status === 201,
    resource,
  };
}

/** Id and version in `[base]/Type/id/_history/version`, for one type; undefined when it is another type's address. */
export function locationParts(
  location: string | undefined,
  resourceType: string,
): { id: string; versionId: string | undefined } | undefined {
  const match = /(?:^|\/)([A-Z][A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/([^/?#]+))?$/.exec(
    location ?? '',
  );
  if (match?.[1] !== resourceType || !match[2]) return undefined;
  return { id: match[2], versionId: match[3] };
}
