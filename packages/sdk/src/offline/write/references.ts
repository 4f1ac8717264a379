/** A copy of FHIR JSON with every `reference` text replaced by what `rename` says. */
export function mapReferences<T>(value: T, rename: (reference: string) => string): T {
  if (Array.isArray(value)) return value.map((item: unknown) => mapReferences(item, rename)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const copy = Object.entries(value).map(([name, child]): [string, unknown] => [
    name,
    name === 'reference' && typeof child === 'string' ? rename(child) : mapReferences<unknown>(child, rename),
  ]);
  return Object.fromEntries(copy) as T;
}

/** Every `reference` text in FHIR JSON, once each. */
export function referencesIn(value: unknown): Set<string> {
  const found = new Set<string>();
  mapReferences(value, (reference) => {
    found.add(reference);
    return reference;
  });
  return found;
}
