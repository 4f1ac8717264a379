import type { Reference, Resource } from 'fhir/r4';
import { objectsIn } from './concepts.ts';
import { formatNameInOrder, nameOf } from './names.ts';
import { textIn } from './text-in.ts';

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
  const display = textIn(reference.display);
  const name = role === 'citizen' ? undefined : (display ?? ownNameOf(inside));
  return name === undefined && role === undefined ? undefined : { name, role };
}

/** An organisation has one name, a person has parts of one. */
function ownNameOf(inside: Resource | undefined): string | undefined {
  if (!inside || !('name' in inside)) return undefined;
  const parts = nameOf(inside.name);
  return textIn(inside.name) ?? (parts && formatNameInOrder(parts));
}
