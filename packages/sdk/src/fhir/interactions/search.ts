import type { Bundle, FhirResource, Resource } from 'fhir/r4';
import { SamspilError } from '../../errors.ts';
import type { SearchParameters } from '../../workplace/types.ts';
import { notFhir } from '../request.ts';
import type { FhirAnswer, FhirRequest, RequestOptions, Send } from '../request.ts';

/** Options of a search and of its pages. */
export interface SearchRequestOptions extends RequestOptions {
  /**
   * `POST` sends the parameters to `[type]/_search` in the body, so that a name or a national number does not land in an
   * address that servers and proxies log. Default `GET`.
   */
  method?: 'GET' | 'POST';
}

/** `GET [base]/[type]?…` or `POST [base]/[type]/_search` (https://hl7.org/fhir/R4/http.html#search): the first page. */
export async function search<T extends FhirResource>(
  send: Send,
  resourceType: T['resourceType'],
  parameters: SearchParameters = {},
  options?: SearchRequestOptions,
): Promise<Bundle<T>> {
  if (!/^[A-Z][A-Za-z]+$/.test(resourceType)) {
    throw new SamspilError('invalid-request', 'A search needs the name of a resource type.');
  }
  const query = searchQuery(parameters);
  const request =
    options?.method === 'POST' ? postedSearch(resourceType, query) : getSearch(resourceType, query);
  return pageOf<T>(await send(request, options));
}

/**
 * The page after `page`, by its `next` link; undefined on the last page. The link is the server's word, yet it is
 * followed only under the base: a link elsewhere would carry the token there.
 */
export async function nextPage<T extends Resource>(
  send: Send,
  page: Bundle<T>,
  options?: SearchRequestOptions,
): Promise<Bundle<T> | undefined> {
  const link = page.link?.find(({ relation }) => relation === 'next')?.url;
  if (link === undefined) return undefined;
  return pageOf<T>(await send(pageRequest(link, options?.method), options));
}

/** A link that repeats the search can be posted; one that only names a page of the server's (`?_getpages=…`) cannot. */
function pageRequest(link: string, method: SearchRequestOptions['method']): FhirRequest {
  const [, path, query] = /^([^?]*\/[A-Z][A-Za-z]+)\?(.*)$/.exec(link) ?? [];
  return method === 'POST' && path !== undefined
    ? postedSearch(path, new URLSearchParams(query))
    : { method: 'GET', path: link };
}

function getSearch(path: string, query: URLSearchParams): FhirRequest {
  return { method: 'GET', path, query };
}

function postedSearch(path: string, form: URLSearchParams): FhirRequest {
  return { method: 'POST', path: `${path}/_search`, form };
}

/** Parameters as a query; an array repeats its parameter. */
export function searchQuery(parameters: SearchParameters): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    for (const item of Array.isArray(value) ? (value as readonly (string | number)[]) : [value]) {
      query.append(name, String(item));
    }
  }
  return query;
}

/** A `system|value` token with FHIR's own separators escaped (https://hl7.org/fhir/R4/search.html#escaping). */
export function searchToken(system: string, value: string): string {
  const escape = (text: string) => text.replace(/[\\,$|]/g, '\\$&');
  return `${escape(system)}|${escape(value)}`;
}

/** The Bundle of a search's answer. @throws `invalid-response` */
export function pageOf<T extends Resource>({ body, status }: FhirAnswer): Bundle<T> {
  if (body?.resourceType !== 'Bundle' || body.type !== 'searchset') throw notFhir(status);
  return body as Bundle<T>;
}
