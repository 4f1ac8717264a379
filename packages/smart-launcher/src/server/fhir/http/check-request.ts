import { invalid, notFound, notSupported } from '../outcomes.ts';
import { isFormat, parseSearch } from '../search/parse-search.ts';
import type { ParseContext } from '../search/parse-criterion.ts';
import { isResourceId } from '../store/validate.ts';
import { isEverything } from './everything-route.ts';

/** A request, of HTTP or of a Bundle entry, as far as its target tells. */
export interface RequestTarget {
  readonly method: string;
  /** Relative to the FHIR base, without a leading slash; with the query. */
  readonly url: string;
  readonly ifNoneExist?: string | undefined;
  readonly ifMatch?: string | undefined;
}

/**
 * Refuses what the router would let pass or misread: unknown types, ids that are none, parameters where none are, and
 * conditions that are not whole. A condition that is dropped or misread here would change or delete the wrong record.
 *
 * @throws OperationOutcomeError 400 or 404
 */
export function checkRequest(
  { method, url, ifNoneExist, ifMatch }: RequestTarget,
  context: ParseContext,
): void {
  const [path = '', query = ''] = splitOnce(url, '?');
  const segments = path.split('/').filter(Boolean);
  const [resourceType = '', second, third, ...rest] = segments;
  const pairs = [...new URLSearchParams(query)];
  if (resourceType === '') return;
  if (!context.definitions.isResourceType(resourceType)) {
    throw notFound('The path must begin with a resource type of FHIR R4.');
  }
  const isSearch = second === '_search' || (second === undefined && method === 'GET');
  const isHistory = second === '_history' || (third === '_history' && rest.length === 0);
  if (second !== undefined && !second.startsWith('_') && !isResourceId(second)) throw notFound();
  if (isSearch || isHistory || isEverything(segments)) return;
  if (second === undefined && method !== 'POST') {
    if (ifMatch !== undefined) throw notSupported('If-Match goes with an id, not with a search.');
    checkCondition(resourceType, pairs, context);
  } else
    for (const [name, value] of pairs)
      if (!isFormat(name, value)) throw notSupported('This takes no parameters.');
  if (method === 'POST' && ifNoneExist !== undefined) {
    checkCondition(resourceType, [...new URLSearchParams(ifNoneExist)], context);
  }
}

/** A condition must pick: without a criterion it would mean every record of the type. */
function checkCondition(resourceType: string, pairs: [string, string][], context: ParseContext): void {
  const { criteria } = parseSearch(resourceType, pairs, context);
  if (criteria.length === 0)
    throw invalid('A conditional request needs a search parameter that picks the resource.');
}

/** Both parts; the second is undefined when the separator does not occur. */
export function splitOnce(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + separator.length)];
}
