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
  collect(value, found);
  return found;
}

// Called for every entry at a start: texts and numbers, which are most of a resource, are not worth a call.
function collect(value: unknown, found: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const item of value) if (typeof item === 'object') collect(item, found);
    return;
  }
  for (const name in value) {
    const child = (value as Readonly<Record<string, unknown>>)[name];
    if (typeof child === 'object') collect(child, found);
    else if (name === 'reference' && typeof child === 'string') found.add(child);
  }
}
