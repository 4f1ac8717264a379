import type { Reference, Resource } from 'fhir/r4';
import { conceptText, objectsIn } from './concepts.ts';
import { personOf } from './people.ts';
import { textIn } from './text-in.ts';

/** `Type/id` of what a reference names, wherever its server is; `#id` for what comes with the resource itself. */
export function referenceKey(reference: Reference | undefined): string | undefined {
  const address: unknown = reference?.reference;
  if (typeof address !== 'string') return undefined;
  if (address.startsWith('#')) return address;
  const [, key] = /(?:^|\/)([A-Z]\w+\/[^/#?]+)(?:\/_history\/[^/]*)?$/.exec(address) ?? [];
  return key;
}

/** The resource that a reference names by `#id`, out of those that came with it. */
export function containedIn<T extends Resource>(
  reference: Reference | undefined,
  contained: readonly Resource[] | undefined,
): T | undefined {
  const key = referenceKey(reference);
  if (!key?.startsWith('#')) return undefined;
  return objectsIn(contained).find(({ id }) => id === key.slice(1)) as T | undefined;
}

/**
 * What is referred to, by what came with the reference: its `display`, or what the contained resource calls itself. Nothing
 * is read for it. A person is named by the rules of `personOf`: never the patient.
 */
export function referenceText(
  reference: Reference | undefined,
  contained?: readonly Resource[],
): string | undefined {
  const person = personOf(reference, contained);
  if (person?.role === 'citizen') return undefined;
  const inside = containedIn(reference, contained) as Record<string, unknown> | undefined;
  return (
    textIn(reference?.display) ??
    person?.name ??
    textIn(inside?.name) ??
    textIn(inside?.title) ??
    conceptText(inside?.code as Parameters<typeof conceptText>[0]) ??
    textIn(inside?.description)
  );
}
