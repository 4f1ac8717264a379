import type { Address, CodeableConcept, Patient, Period, RelatedPerson } from 'fhir/r4';
import { addressLine } from '../../format/address-line.ts';
import { codesOf, conceptText, objectsIn } from '../../format/concepts.ts';
import { formatNameInOrder, nameOf } from '../../format/names.ts';
import { formatPhone } from '../../format/phones.ts';
import { isOver } from '../../format/instants.ts';
import { hasProtection } from '../../format/protection.ts';
import { parseDate } from '../../format/dates.ts';
import { textIn } from '../../format/text-in.ts';
import { withKeys } from '../../states/entry-keys.ts';

/** How somebody can be reached. */
export interface Reach {
  readonly kind: 'home' | 'work' | 'mobile' | 'any' | 'mail';
  readonly value: string;
}

/** One person close to the patient, or a contact in the patient's own data. */
export interface RelatedFacts {
  readonly key: string;
  readonly name: string | undefined;
  /** Codes and words of each relation, in the order of the record. */
  readonly relations: readonly CodeableConcept[];
  /** Undefined where it must not be shown. */
  readonly reach: readonly Reach[] | undefined;
  /** Undefined where it must not be shown. */
  readonly addresses: readonly string[] | undefined;
  readonly isProtected: boolean;
  readonly birthDate: string | undefined;
  readonly languages: readonly string[];
  readonly organization: string | undefined;
  readonly period: Period | undefined;
  readonly isInactive: boolean;
  /** What the row was read from. */
  readonly source: RelatedPerson | Patient;
}

export interface RelatedGroups {
  readonly present: readonly RelatedFacts[];
  readonly past: readonly RelatedFacts[];
}

/** Who is asked first comes first: next of kin, then contacts in need, then who decides or cares, then the nearest. */
const ORDER: readonly (readonly string[])[] = [
  ['N', 'NOK'],
  ['C', 'EP', 'ECON'],
  ['GUARD', 'PARAUTH', 'PRICARE'],
  ['SPS', 'HUSB', 'WIFE', 'DOMPART', 'SIGOTHR'],
  ['MTH', 'FTH', 'PRN', 'NMTH', 'NFTH', 'CHILD', 'SON', 'DAU'],
];

/**
 * Related persons of the record and contacts of the patient's own data, each in one group, who is asked first first. A
 * protected patient lives where her relatives may: then none of their addresses is shown.
 */
export function groupRelated(
  persons: readonly RelatedPerson[],
  patient: Patient | undefined,
  now: Date = new Date(),
): RelatedGroups {
  const isPatientProtected = patient !== undefined && hasProtection(patient);
  const all = [
    ...withKeys(persons).map(({ key, resource }) => personFacts(key, resource, isPatientProtected)),
    ...(patient ? contactsOf(patient, isPatientProtected) : []),
  ];
  const ordered = all
    .map((facts, place) => ({ facts, place, rank: rankOf(facts) }))
    .sort((a, b) => a.rank - b.rank || a.place - b.place)
    .map(({ facts }) => facts);
  const isPast = ({ isInactive, period }: RelatedFacts) =>
    isInactive || isOver(textIn(period?.end), now.getTime());
  return { present: ordered.filter((each) => !isPast(each)), past: ordered.filter(isPast) };
}

function personFacts(key: string, person: RelatedPerson, isPatientProtected: boolean): RelatedFacts {
  const isProtected = hasProtection(person as unknown as Patient);
  const name = nameOf(person.name);
  return {
    key,
    name: name && formatNameInOrder(name),
    relations: objectsIn(person.relationship),
    reach: isProtected ? undefined : reachOf(person.telecom),
    addresses: isProtected || isPatientProtected ? undefined : linesOf(person.address),
    isProtected,
    birthDate: parseDate(person.birthDate) ? person.birthDate : undefined,
    languages: objectsIn(person.communication).flatMap(({ language }) => conceptText(language) ?? []),
    organization: undefined,
    period: periodIn(person.period),
    isInactive: person.active === false,
    source: person,
  };
}

function contactsOf(patient: Patient, isPatientProtected: boolean): RelatedFacts[] {
  return objectsIn(patient.contact).map((contact, index) => {
    const name = nameOf([contact.name]);
    return {
      key: `contact#${index}`,
      name: name && formatNameInOrder(name),
      relations: objectsIn(contact.relationship),
      reach: reachOf(contact.telecom),
      addresses: isPatientProtected ? undefined : linesOf(contact.address && [contact.address]),
      isProtected: false,
      birthDate: undefined,
      languages: [],
      organization: textIn(contact.organization?.display),
      period: periodIn(contact.period),
      isInactive: false,
      source: patient,
    };
  });
}

function reachOf(telecom: RelatedPerson['telecom']): Reach[] {
  return objectsIn(telecom).flatMap(({ system, use, value }): Reach[] => {
    const text = textIn(value);
    if (
      text === undefined ||
      use === 'old' ||
      (system !== undefined && system !== 'phone' && system !== 'sms' && system !== 'email')
    )
      return [];
    if (system === 'email') return [{ kind: 'mail', value: text }];
    const kind = (['home', 'work', 'mobile'] as const).find((each) => each === use) ?? 'any';
    return [{ kind, value: formatPhone(text) }];
  });
}

function linesOf(addresses: Address[] | undefined): string[] {
  return objectsIn(addresses).flatMap((address) => (address.use === 'old' ? [] : addressLine(address) || []));
}

function periodIn(period: Period | undefined): Period | undefined {
  return typeof period === 'object' && period !== null ? period : undefined;
}

function rankOf({ relations }: RelatedFacts): number {
  const codes = relations.flatMap(codesOf);
  const rank = ORDER.findIndex((group) => group.some((code) => codes.includes(code)));
  return rank < 0 ? ORDER.length : rank;
}
