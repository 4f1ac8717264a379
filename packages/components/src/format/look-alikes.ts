import type { NameParts } from './names.ts';

/** The first thing that tells two similar patients apart: what a reader must look at. `nothing` where all is the same. */
export type Difference = 'family' | 'given' | 'birthDate' | 'identifier' | 'nothing';

/** Of a patient, what one is told from another by. */
export interface Distinguishable {
  /** Two rows with one id are one patient. */
  readonly id: string;
  readonly name: NameParts | undefined;
  readonly birthDate: string | undefined;
  readonly identifier: { readonly value: string } | undefined;
}

interface Folded {
  readonly id: string;
  readonly family: string;
  readonly given: string;
  readonly birthDate: string;
  readonly number: string;
}

/** From the easiest to the hardest: where a patient resembles several others, the hardest decides. */
const order: readonly Difference[] = ['family', 'given', 'birthDate', 'identifier', 'nothing'];

/**
 * Patients of a list that could be mistaken for another one of it, by id (LST-11, LST-28): equal names; one family name
 * with nearly the same given name, or with one birth date, as twins have; one given name with nearly the same family name.
 * Takes time by the length of the list, not by its square: a list may have ten thousand rows.
 */
export function findLookAlikes(patients: readonly Distinguishable[]): ReadonlyMap<string, Difference> {
  const found = new Map<string, Difference>();
  const mark = ({ id }: Folded, difference: Difference) => {
    const before = found.get(id);
    if (before === undefined || order.indexOf(before) < order.indexOf(difference)) found.set(id, difference);
  };
  const named = once(patients)
    .map(folded)
    .filter(({ family, given }) => family !== '' || given !== '');

  const near = (own: 'family' | 'given', same: 'family' | 'given') =>
    groups(named, (each) =>
      each[same] === '' ? [] : neighbours(each[own]).map((key) => `${each[same]}|${key}`),
    );
  for (const members of near('family', 'given')) markDiffering(members, 'family', mark);
  for (const members of near('given', 'family')) markDiffering(members, 'given', mark);
  const siblings = (each: Folded) =>
    each.family === '' || each.birthDate === '' ? [] : [`${each.family}|${each.birthDate}`];
  for (const members of groups(named, siblings)) markDiffering(members, 'given', mark);

  for (const namesakes of groups(named, ({ family, given }) => [`${family}|${given}`])) {
    for (const each of namesakes) mark(each, 'birthDate');
    for (const members of groups(namesakes, ({ birthDate }) => [birthDate])) {
      for (const each of members) mark(each, 'identifier');
      const sameNumber = ({ number }: Folded) => (number === '' ? [] : [number]);
      for (const doubles of groups(members, sameNumber)) for (const each of doubles) mark(each, 'nothing');
    }
  }
  return found;
}

/** Marks a group whose members do differ in this; those that do not are namesakes. */
function markDiffering(
  members: readonly Folded[],
  by: 'family' | 'given',
  mark: (each: Folded, difference: Difference) => void,
): void {
  if (new Set(members.map((each) => each[by])).size > 1) for (const each of members) mark(each, by);
}

/** Members that share a key with another one. */
function groups(all: readonly Folded[], keysOf: (each: Folded) => readonly string[]): Folded[][] {
  const byKey = new Map<string, Folded[]>();
  for (const each of all)
    for (const key of new Set(keysOf(each))) {
      const members = byKey.get(key);
      if (members) members.push(each);
      else byKey.set(key, [each]);
    }
  return [...byKey.values()].filter(({ length }) => length > 1);
}

/**
 * The first word of a name, and that word without each of its letters: two words that share one of these differ by a
 * letter put in, left out, changed or moved, as Anna and Anne, Mads and Mats. Short ones are too different for that.
 */
function neighbours(name: string): string[] {
  const [first = ''] = name.split(' ', 1);
  // Nobody's name is longer than this; a text that is would make as many keys as it has letters.
  const word = first.slice(0, 60);
  if (word.length < 3) return [];
  return [word, ...Array.from(word, (_letter, index) => word.slice(0, index) + word.slice(index + 1))];
}

function once(patients: readonly Distinguishable[]): Distinguishable[] {
  return [...new Map(patients.map((each) => [each.id, each])).values()];
}

function folded({ id, name, birthDate, identifier }: Distinguishable): Folded {
  return {
    id,
    family: fold(name?.family),
    given: fold(name?.given ?? name?.text),
    birthDate: birthDate ?? '',
    number: identifier?.value ?? '',
  };
}

/** Without accents and case, but å, ä, ö, æ and ø stay letters of their own. */
function fold(text: string | undefined): string {
  return (text ?? '').trim().toLocaleLowerCase('da').replace(/[éèê]/g, 'e').replace(/\s+/g, ' ');
}
