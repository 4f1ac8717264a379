import type { Address, Patient } from 'fhir/r4';
import { addressLine } from '../format/address-line.ts';
import { ageOf, type Age } from '../format/ages.ts';
import { parseDate } from '../format/dates.ts';
import { genderOf, type ShownGender } from '../format/gender.ts';
import { identifierOf, type ShownIdentifier } from '../format/identifiers.ts';
import { nameOf, preferredNameOf, type NameParts } from '../format/names.ts';
import { hasProtection } from '../format/protection.ts';

/** What the banner says about a person. A missing fact is undefined and gets a word on the screen, never a gap. */
export interface PatientFacts {
  name: NameParts | undefined;
  preferredName: string | undefined;
  /** FHIR date, only when it is one. */
  birthDate: string | undefined;
  age: Age | undefined;
  gender: ShownGender;
  identifier: ShownIdentifier | undefined;
  /** Undefined for the living. `date` is missing when only the fact is known. */
  death: { date: string | undefined; age: Age | undefined } | undefined;
  /** Name and address protection: the address is neither shown nor put in the page. */
  isProtected: boolean;
  addresses: readonly { kind: 'home' | 'temp' | 'work' | 'old'; line: string }[];
  telecoms: readonly { kind: 'home' | 'work' | 'mobile' | 'mail'; value: string }[];
}

/** Reads a Patient that may be incomplete or of the wrong shape; birth date and gender never come from a number. */
export function factsOf(patient: Patient, now: Date = new Date()): PatientFacts {
  const birthDate = parseDate(patient.birthDate) ? patient.birthDate : undefined;
  const isProtected = hasProtection(patient);
  const death = deathOf(patient, birthDate);
  return {
    name: nameOf(patient.name),
    preferredName: preferredNameOf(patient.name),
    birthDate,
    // The living only: BAN-04. For the dead the age at death is shown instead.
    age: death ? undefined : ageOf(birthTimeOf(patient) ?? birthDate, now),
    gender: genderOf(patient.gender),
    identifier: identifierOf(patient.identifier),
    death,
    isProtected,
    addresses: isProtected ? [] : addressesOf(patient),
    telecoms: isProtected ? [] : telecomsOf(patient),
  };
}

function deathOf(patient: Patient, birthDate: string | undefined): PatientFacts['death'] {
  const { deceasedDateTime, deceasedBoolean } = patient;
  if (deceasedDateTime !== undefined) {
    const date = parseDate(deceasedDateTime) ? deceasedDateTime : undefined;
    // A date of death without a time of day is that day, not midnight in London.
    const at = date && new Date(date.includes('T') ? date : `${date.padEnd(10, '-01').slice(0, 10)}T12:00`);
    return { date, age: at && date.length >= 10 ? ageOf(birthDate, at) : undefined };
  }
  return deceasedBoolean === true ? { date: undefined, age: undefined } : undefined;
}

/** The time of birth, for hours and minutes of age (standard extension `patient-birthTime`). */
function birthTimeOf(patient: Patient): string | undefined {
  const found = records(patient._birthDate?.extension).find(
    ({ url }) => url === 'http://hl7.org/fhir/StructureDefinition/patient-birthTime',
  );
  const value = found?.valueDateTime;
  return typeof value === 'string' && parseDate(value) ? value : undefined;
}

function addressesOf(patient: Patient): PatientFacts['addresses'] {
  return (records(patient.address) as Address[]).flatMap((address) => {
    const line = addressLine(address);
    if (!line) return [];
    const kind = (['temp', 'work', 'old'] as const).find((use) => use === address.use) ?? 'home';
    return [{ kind, line }];
  });
}

type Telecom = PatientFacts['telecoms'][number];

const telecomOrder = ['home', 'work', 'mobile', 'mail'] as const;

function telecomsOf(patient: Patient): PatientFacts['telecoms'] {
  return records(patient.telecom)
    .flatMap(({ system, use, value }): Telecom[] => {
      if (!isText(value) || use === 'old') return [];
      if (system === 'email') return [{ kind: 'mail', value }];
      if (system !== 'phone' && system !== 'sms') return [];
      return [{ kind: use === 'work' || use === 'mobile' ? use : 'home', value }];
    })
    .sort((a, b) => telecomOrder.indexOf(a.kind) - telecomOrder.indexOf(b.kind));
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

function records(list: unknown): Record<string, unknown>[] {
  return Array.isArray(list)
    ? list.filter((entry): entry is Record<string, unknown> => typeof entry === 'object' && entry !== null)
    : [];
}
