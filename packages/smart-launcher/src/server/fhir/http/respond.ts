import type { IncomingMessage, ServerResponse } from 'node:http';
import type { OperationOutcome, Resource } from '@medplum/fhirtypes';
import { statusOf } from '../outcomes.ts';

const FHIR_JSON = 'application/fhir+json; charset=utf-8';

/** Weak, because the same version may be written in different bytes. Undefined for what has no version. */
export function etagOf(resource: Resource): string | undefined {
  const version =
    resource.resourceType === 'Bundle' && resource.id === undefined ? undefined : resource.meta?.versionId;
  return version === undefined ? undefined : `W/"${version}"`;
}

/** An outcome as clients see it: without the id that carries the status within this server, and without diagnostics. */
export function publicOutcome({ issue }: OperationOutcome): OperationOutcome {
  return {
    resourceType: 'OperationOutcome',
    issue: issue.map(({ diagnostics: _diagnostics, ...rest }) => rest),
  };
}

/** Sends a JSON body. `Cache-Control` keeps records out of shared and private caches. */
export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'Content-Type': FHIR_JSON, 'Cache-Control': 'no-store', ...headers });
  response.end(JSON.stringify(body));
}

/** Sends an outcome under its status. */
export function sendOutcome(
  response: ServerResponse,
  outcome: OperationOutcome,
  headers: Readonly<Record<string, string>> = {},
): void {
  sendJson(response, statusOf(outcome), publicOutcome(outcome), headers);
}

/** Answers a read or a write with the resource, as `Prefer` wants it (FHIR R4 §3.1.0.1.8.1). */
export function sendResource(
  {
    request,
    response,
    fhirBaseUrl,
  }: { request: IncomingMessage; response: ServerResponse; fhirBaseUrl: string },
  outcome: OperationOutcome,
  resource: Resource,
  isHidden = false,
): void {
  const etag = etagOf(resource);
  const headers: Record<string, string> = {};
  if (etag) {
    const url = `${fhirBaseUrl}/${resource.resourceType}/${resource.id}/_history/${resource.meta?.versionId}`;
    headers.ETag = etag;
    headers['Last-Modified'] = new Date(resource.meta?.lastUpdated ?? 0).toUTCString();
    headers['Content-Location'] = url;
    if (request.method !== 'GET') headers.Location = url;
  }
  const status = statusOf(outcome);
  if (request.method === 'GET' && etag && request.headers['if-none-match']?.split(/\s*,\s*/).includes(etag)) {
    response.writeHead(304, headers).end();
    return;
  }
  const prefer = String(request.headers.prefer ?? '');
  if (request.method !== 'GET' && etag && (isHidden || prefer.includes('return=minimal'))) {
    response.writeHead(status, { 'Cache-Control': 'no-store', ...headers }).end();
    return;
  }
  if (request.method !== 'GET' && etag && prefer.includes('return=OperationOutcome')) {
    sendJson(response, status, publicOutcome(outcome), headers);
    return;
  }
  sendJson(response, status, resource, headers);
}
