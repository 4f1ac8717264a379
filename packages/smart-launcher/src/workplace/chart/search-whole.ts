import type { ClinicalContext, SearchParameters } from '@samspil/sdk';
import type { Bundle, FhirResource } from 'fhir/r4';

/** What a search found, and the pages it came on: an empty list has an age too, and only its page knows it. */
export interface Found<T> {
  readonly resources: readonly T[];
  /** For `samspil-read-age`. */
  readonly pages: readonly Bundle[];
}

/**
 * Reads every page of a search under a lease.
 *
 * @param limit stops after the page with this many; default all
 * @throws the codes of `FhirAccess.read`
 */
export async function searchWhole<T extends FhirResource>(
  { fhir }: ClinicalContext,
  resourceType: T['resourceType'],
  {
    parameters = {},
    limit = Infinity,
    signal,
  }: { parameters?: SearchParameters; limit?: number; signal: AbortSignal },
): Promise<Found<T>> {
  const resources: T[] = [];
  const pages: Bundle[] = [];
  const query = new URLSearchParams(Object.entries(parameters).map(([name, value]) => [name, String(value)]));
  let url: string | undefined = query.size > 0 ? `${resourceType}?${query.toString()}` : resourceType;
  while (url !== undefined && resources.length < limit) {
    const page: Bundle = await fhir.request<Bundle>({ url }, { signal });
    pages.push(page);
    for (const { resource, search } of page.entry ?? [])
      if (resource && search?.mode !== 'outcome') resources.push(resource as T);
    url = page.link?.find(({ relation }) => relation === 'next')?.url;
  }
  return { resources, pages };
}
