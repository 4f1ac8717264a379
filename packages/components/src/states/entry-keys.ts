import type { FhirResource } from 'fhir/r4';

/** Each resource with a key that is its own: its id, where that occurs once; else its place in the list. */
export function withKeys<T extends FhirResource>(resources: readonly T[]): { key: string; resource: T }[] {
  const seen = new Set<string>();
  return resources.map((resource, index) => {
    const id = typeof resource.id === 'string' && !seen.has(resource.id) ? resource.id : undefined;
    if (id !== undefined) seen.add(id);
    return { key: id ?? `#${index}`, resource };
  });
}
