import type { ListedPatient } from './listed-patient.ts';

/** The first thing that tells two similar patients apart (LST-11): what a reader must look at. */
export type Difference = 'given' | 'birthDate' | 'identifier';

/**
 * Patients of a list that could be mistaken for another one of it: the same family name with the same or nearly the same
 * given name, or with the same birth date, as twins have.
 */
export function findLookAlikes(patients: readonly ListedPatient[]): ReadonlyMap<string, Difference> {
  const found = new Map<string, Difference>();
  for (const [family, members] of byFamily(patients)) {
    if (family === '') continue;
    members.forEach((one, index) => {
      for (const other of members.slice(index + 1)) {
        const difference = differenceOf(one, other);
        if (!difference) continue;
        for (const { id } of [one, other]) found.set(id, strongest(found.get(id), difference));
      }
    });
  }
  return found;
}

function differenceOf(one: ListedPatient, other: ListedPatient): Difference | undefined {
  const given = [one, other].map(({ name }) => fold(name?.given ?? name?.text));
  const [a = '', b = ''] = given;
  const hasSameBirthDate = one.birthDate !== undefined && one.birthDate === other.birthDate;
  if (a === b) return hasSameBirthDate ? 'identifier' : 'birthDate';
  const [firstA = '', firstB = ''] = given.map((name) => name.split(' ', 1)[0] ?? '');
  return hasSameBirthDate || isNearly(firstA, firstB) ? 'given' : undefined;
}

/** Where a patient resembles several others, the one that is hardest to tell apart decides. */
function strongest(before: Difference | undefined, now: Difference): Difference {
  const order: readonly (Difference | undefined)[] = [undefined, 'given', 'birthDate', 'identifier'];
  return order.indexOf(before) > order.indexOf(now) ? (before ?? now) : now;
}

/** Equal, or one letter put in, left out or changed: Anna and Anne, Mads and Mats. */
function isNearly(a: string, b: string): boolean {
  if (a === b) return true;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.length - short.length > 1 || short.length < 3) return false;
  let start = 0;
  while (start < short.length && short[start] === long[start]) start += 1;
  const restOfLong = long.slice(start + 1);
  return restOfLong === short.slice(start) || restOfLong === short.slice(start + 1);
}

function byFamily(patients: readonly ListedPatient[]): Map<string, ListedPatient[]> {
  const families = new Map<string, ListedPatient[]>();
  for (const patient of patients) {
    const family = familyOf(patient);
    families.set(family, [...(families.get(family) ?? []), patient]);
  }
  return families;
}

function familyOf({ name }: ListedPatient): string {
  return fold(name?.family);
}

/** Without accents and case, but å, ä, ö, æ and ø stay letters of their own. */
function fold(text: string | undefined): string {
  return (text ?? '').trim().toLocaleLowerCase('da').replace(/[éèê]/g, 'e').replace(/\s+/g, ' ');
}
