import type { FhirResource } from 'fhir/r4';

/** Each resource with a key that is its own: its type and id, where they occur once; else its place in the list. */
export function withKeys<T extends FhirResource>(resources: readonly T[]): { key: string; resource: T }[] {
  const seen = new Set<string>();
  return resources.map((resource, index) => {
    const identity = typeof resource.id === 'string' ? `${resource.resourceType}/${resource.id}` : '';
    const isOwn = identity !== '' && !seen.has(identity);
    seen.add(identity);
    return { key: isOwn ? identity : `#${index}`, resource };
  });
}
