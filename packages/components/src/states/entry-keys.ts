import type { FhirResource } from 'fhir/r4';

/** A resource of a list, and what is its own there. */
export interface Keyed<T extends FhirResource> {
  readonly key: string;
  readonly resource: T;
}

/** Each resource with a key that is its own: its type and id, where they occur once; else its place in the list. */
export function withKeys<T extends FhirResource>(resources: readonly T[]): Keyed<T>[] {
  // Of each type a set of its own: joined, ten thousand names would be made only to be compared.
  const seen = new Map<string, Set<string>>();
  return resources.map((resource, index) => {
    const { resourceType, id } = resource;
    let ids = seen.get(resourceType);
    if (!ids) seen.set(resourceType, (ids = new Set()));
    const isOwn = typeof id === 'string' && id !== '' && !ids.has(id);
    if (isOwn) ids.add(id);
    return { key: isOwn ? `${resourceType}/${id}` : `#${index}`, resource };
  });
}
