import type { Reference, Resource } from 'fhir/r4';
import { objectsIn } from './concepts.ts';
import { formatNameInOrder, nameOf } from './names.ts';

/** Who is referred to: a name, where the record gives one, and in what role. */
export interface Person {
  readonly name: string | undefined;
  readonly role: 'practitioner' | 'relative' | 'citizen' | 'device' | 'organization' | undefined;
}

const roles: ReadonlyMap<string, Person['role']> = new Map([
  ['Practitioner', 'practitioner'],
  ['PractitionerRole', 'practitioner'],
  ['CareTeam', 'practitioner'],
  ['RelatedPerson', 'relative'],
  ['Patient', 'citizen'],
  ['Device', 'device'],
  ['Organization', 'organization'],
]);

/**
 * The person behind a reference, from what came with it: its `display`, or the resource it is contained in. Nothing is
 * read for it. The patient has no name here: who that is, and whether the name is protected, is the banner's to say.
 */
export function personOf(
  reference: Reference | undefined,
  contained?: readonly Resource[],
): Person | undefined {
  if (typeof reference !== 'object' || reference === null) return undefined;
  const address: unknown = reference.reference;
  const inside =
    typeof address === 'string' && address.startsWith('#')
      ? objectsIn(contained).find(({ id }) => id === address.slice(1))
      : undefined;
  const [, type] = typeof address === 'string' ? (/(?:^|\/)([A-Z]\w+)\/[^/]+$/.exec(address) ?? []) : [];
  const role = roles.get(inside?.resourceType ?? reference.type ?? type ?? '');
  const parts = inside && 'name' in inside ? nameOf(inside.name) : undefined;
  const display: unknown = reference.display;
  const shown = typeof display === 'string' && display.trim() ? display : parts && formatNameInOrder(parts);
  const name = role === 'citizen' ? undefined : shown;
  return name === undefined && role === undefined ? undefined : { name, role };
}
