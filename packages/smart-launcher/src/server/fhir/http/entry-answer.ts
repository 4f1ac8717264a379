import { isOk } from '@medplum/core';
import type { BundleEntry, Resource } from '@medplum/fhirtypes';
import type { AccessRepository } from '../access/access-repository.ts';
import { statusOf } from '../outcomes.ts';
import { etagOf, publicOutcome } from './respond.ts';
import type { EntryResult } from './bundle.ts';

/** The answer to one entry: status, ETag and location, and the resource or what went wrong. */
export function answerEntry(
  { outcome, resource }: EntryResult,
  asked: BundleEntry | undefined,
  { fhirBaseUrl, repository }: { fhirBaseUrl: string; repository: AccessRepository },
): BundleEntry {
  const method = asked?.request?.method;
  if (!isOk(outcome)) {
    return { response: { status: String(statusOf(outcome)), outcome: publicOutcome(outcome) } };
  }
  if (!resource) return { response: { status: '204' } };
  const isHidden = method === 'PATCH' && !repository.mayRead(resource.resourceType);
  const etag = etagOf(resource);
  return {
    ...(etag && { fullUrl: `${fhirBaseUrl}/${resource.resourceType}/${resource.id}` }),
    ...(!isHidden && { resource }),
    response: {
      status: String(statusOf(outcome)),
      ...(etag && method !== 'GET' && { location: versionPath(resource) }),
      ...(etag && { etag, lastModified: resource.meta?.lastUpdated }),
    },
  };
}

function versionPath({ resourceType, id, meta }: Resource): string {
  return `${resourceType}/${id}/_history/${meta?.versionId}`;
}
