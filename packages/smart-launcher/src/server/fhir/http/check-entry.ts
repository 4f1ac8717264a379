import { OperationOutcomeError } from '@medplum/core';
import type { Binary, BundleEntry } from '@medplum/fhirtypes';
import { invalid, notSupported } from '../outcomes.ts';
import type { ParseContext } from '../search/parse-criterion.ts';
import { checkRequest } from './check-request.ts';

const METHODS: ReadonlySet<unknown> = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);

/**
 * Checks an entry of a batch or a transaction and makes its URL relative. A URL may be absolute only when it is of this
 * server; `..` and a Bundle within the Bundle are refused.
 *
 * @throws OperationOutcomeError 400 or 404, whose `expression` names the entry
 */
export function checkEntry(entry: BundleEntry, index: number, context: ParseContext): void {
  const expression = `Bundle.entry[${index}]`;
  const { request } = (entry as BundleEntry | null) ?? {};
  if (!request || !METHODS.has(request.method) || typeof request.url !== 'string') {
    throw invalid('An entry has a request with method and url.', `${expression}.request`);
  }
  request.url = relativeUrl(request.url, `${expression}.request.url`, context.fhirBaseUrl);
  const { method, url } = request;
  const needsResource = method === 'POST' || method === 'PUT' || method === 'PATCH';
  if (
    needsResource &&
    (typeof entry.resource !== 'object' || entry.resource === null) &&
    !url.includes('_search')
  ) {
    throw invalid('This method needs a resource.', `${expression}.resource`);
  }
  if (method === 'PATCH') checkPatch(entry.resource as Binary, `${expression}.resource`);
  try {
    const { ifNoneExist, ifMatch } = request;
    checkRequest({ method, url, ifNoneExist, ifMatch }, context);
  } catch (error) {
    if (error instanceof OperationOutcomeError)
      for (const issue of error.outcome.issue) issue.expression ??= [expression];
    throw error;
  }
}

function relativeUrl(url: string, expression: string, fhirBaseUrl: string): string {
  const base = `${fhirBaseUrl}/`;
  const relative = (url.startsWith(base) ? url.slice(base.length) : url).replace(/^\//, '');
  const [path = ''] = relative.split('?');
  const segments = path.split('/');
  if (path === '' || path.includes(':') || segments.includes('..') || segments.includes('')) {
    throw invalid('The URL of an entry is relative to the FHIR base and names a resource type.', expression);
  }
  return relative;
}

/** The library would repeat the content of a patch that is no JSON. */
function checkPatch(resource: Binary, expression: string): void {
  if ((resource.resourceType as string) === 'Parameters') return;
  try {
    if (Array.isArray(JSON.parse(Buffer.from(resource.data ?? '', 'base64').toString('utf8')))) return;
  } catch {
    // Said below.
  }
  throw notSupportedPatch(expression);
}

function notSupportedPatch(expression: string): Error {
  const error = notSupported('A patch in a Bundle is a Binary whose data is a JSON Patch in base64.');
  for (const issue of error.outcome.issue) issue.expression = [expression];
  return error;
}
