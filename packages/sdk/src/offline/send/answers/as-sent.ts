import type { FhirResource } from 'fhir/r4';

/** What a server sets or makes by itself, without anybody having changed the record. */
const SERVER_MADE: ReadonlySet<string> = new Set(['id', 'meta', 'text']);

/** True when the server holds what was sent, apart from what servers make themselves and the names they give. */
export function isAsSent(sent: FhirResource, stored: FhirResource): boolean {
  return isEqual(withoutServerMade(sent), withoutServerMade(stored));
}

function withoutServerMade(resource: FhirResource): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(resource).filter(([name, value]) => value !== undefined && !SERVER_MADE.has(name)),
  );
}

function isEqual(sent: unknown, stored: unknown): boolean {
  if (typeof sent === 'string' && /^urn:uuid:/i.test(sent)) return typeof stored === 'string';
  if (typeof sent !== 'object' || sent === null || typeof stored !== 'object' || stored === null)
    return sent === stored;
  const names = Object.keys(sent).filter((name) => element(sent, name) !== undefined);
  return (
    Array.isArray(sent) === Array.isArray(stored) &&
    names.length === Object.keys(stored).length &&
    names.every((name) => isEqual(element(sent, name), element(stored, name)))
  );
}

function element(value: object, name: string): unknown {
  return (value as Readonly<Record<string, unknown>>)[name];
}
