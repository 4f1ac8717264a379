/**
 * How a reference is stored and compared: `Type/id` for this server, the full URL for another. The version is left out,
 * because a search for a resource means all of its versions. Undefined for what points nowhere: `#contained`.
 *
 * @param fhirBaseUrl This server's base without a trailing slash.
 */
export function referenceValue(reference: string, fhirBaseUrl: string): string | undefined {
  if (reference === '' || reference.startsWith('#')) return undefined;
  const base = `${fhirBaseUrl}/`;
  const local = reference.startsWith(base) ? reference.slice(base.length) : reference;
  return local.replace(/\/_history\/[^/]+$/, '');
}
