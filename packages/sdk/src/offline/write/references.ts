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

function collect(value: unknown, found: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  const isList = Array.isArray(value);
  for (const name in value) {
    const child = (value as Readonly<Record<string, unknown>>)[name];
    if (!isList && name === 'reference' && typeof child === 'string') found.add(child);
    else collect(child, found);
  }
}
