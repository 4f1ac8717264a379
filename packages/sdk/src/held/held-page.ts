import type { Bundle, FhirResource } from 'fhir/r4';
import type { HeldPage } from '../offline/records/types.ts';

/** The further page of a search that is answered from the device. */
export interface HeldLink {
  offset: number;
  revision: number;
}

const LINK = /^[A-Z][A-Za-z]+\?_samspil-held=(\d{1,15})-(\d{1,15})$/;

/** Undefined for a link of the server's. */
export function parseHeldLink(link: string): HeldLink | undefined {
  const [, offset, revision] = LINK.exec(link) ?? [];
  return offset === undefined ? undefined : { offset: Number(offset), revision: Number(revision) };
}

/** A page of held resources in the form in which a server answers; its next page is on this device too. */
export function heldPage(
  { resources, hasMore, revision }: HeldPage,
  { resourceType, offset }: { resourceType: string; offset: number },
): Bundle<FhirResource> {
  const url = `${resourceType}?_samspil-held=${offset + resources.length}-${revision}`;
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    ...(hasMore && { link: [{ relation: 'next', url }] }),
    entry: resources.map((resource) => ({ resource, search: { mode: 'match' } })),
  };
}
