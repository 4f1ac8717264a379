import { SamspilError } from '../errors.ts';

/**
 * Checks a FHIR base URL and takes its trailing slash away.
 * @throws `invalid-request` when it is not an absolute http(s) URL, or has credentials, a query or a fragment
 */
export function parseBaseUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isPlain = url && !url.username && !url.password && !url.search && !url.hash;
  if (!isPlain || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw new SamspilError(
      'invalid-request',
      'fhirBaseUrl must be an absolute http(s) URL without query or credentials.',
    );
  }
  return url.href.replace(/\/+$/, '');
}

/**
 * The absolute URL of `path`, proven to lie under the base: the access token goes there and nowhere else. `path` may be
 * relative or, for a page link, absolute; dot segments are resolved before the comparison.
 * @throws `invalid-request` when it leaves the base
 */
export function urlUnder(fhirBaseUrl: string, path: string): string {
  const base = new URL(fhirBaseUrl);
  const href = path === '' ? fhirBaseUrl : `${fhirBaseUrl}/`;
  const url = URL.canParse(path, href) ? new URL(path, href) : undefined;
  const isUnder =
    url &&
    url.origin === base.origin &&
    !url.username &&
    !url.password &&
    (url.pathname === base.pathname || url.pathname.startsWith(`${base.pathname.replace(/\/$/, '')}/`));
  if (!isUnder) throw new SamspilError('invalid-request', 'The address does not lie under fhirBaseUrl.');
  return url.href;
}
