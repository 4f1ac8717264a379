import type { Bundle, FhirResource } from 'fhir/r4';
import type { Shown } from './judge-answer.ts';
import { EVERYTHING } from '../requests/asked.ts';
import type { PageOwner } from '../requests/asked.ts';

/**
 * A searchset of what may be seen. It has no `total`, which would count what may not be, and its `next` link is a url
 * for the next request: our own token, not the server's address.
 */
export function searchsetOf(
  { of, shown, cursor }: { of: PageOwner; shown: readonly Shown[]; cursor?: string },
  patientId: string,
): Bundle<FhirResource> {
  const path = of === EVERYTHING ? `Patient/${patientId}/$everything` : of;
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    ...(cursor !== undefined && { link: [{ relation: 'next', url: `${path}?_page=${cursor}` }] }),
    ...(shown.length > 0 && { entry: shown.map(({ resource, mode }) => ({ resource, search: { mode } })) }),
  };
}
