import type { Address, Identifier } from 'fhir/r4';
import {
  CPR_SYSTEM,
  D_ECPR_SYSTEM,
  PERSONNUMMER_SYSTEM,
  SAMORDNINGSNUMMER_SYSTEM,
  testCpr,
  testPersonnummer,
  X_ECPR_SYSTEM,
} from '@samspil/sdk/nordic';
import type { Calendar } from '../calendar.ts';
import type { Archetype } from '../courses/archetype.ts';
import { archetype, type ArchetypeKey } from '../courses/archetypes.ts';
import { practices } from '../places/organizations.ts';
import type { Bed, WardKey } from '../places/wards.ts';
import type { Random } from '../random.ts';
import type { AllergyKey } from '../records/allergies.ts';
import type { CodingStyle } from '../records/coding-style.ts';
import { addressIn, phoneIn } from './addresses.ts';
import { names } from './names.ts';
import { type NumberKind, type SpecialPatient, specialPatients } from './special-patients.ts';

/** Who a patient is. Everything recorded about them follows from this and their own stream of chance. */
export interface PatientPlan {
  /** `pt-0001` */
  id: string;
  archetype: Archetype;
  special: SpecialPatient | undefined;
  country: 'DK' | 'SE';
  gender: 'female' | 'male' | 'unknown';
  given: string;
  family: string;
  birthDate: string;
  ageYears: number;
  identifier: Identifier;
  address: Address;
  phone: string;
  /** In kilograms, when well. */
  usualWeight: number;
  /** Id of the patient's own doctor's practice. */
  practice: string;
  allergy: AllergyKey;
  style: CodingStyle;
  bed: Bed | undefined;
  /** Days ago of the first measurement, and of the last: 0 is today. */
  startDaysAgo: number;
  endDaysAgo: number;
}

/** What patients share: the calendar, the beds, and the numbers that are taken. */
export interface PlanContext {
  calendar: Calendar;
  takeBed(ward: WardKey): Bed | undefined;
  /** How often a birth date and gender occurred before: the index of the next test number. */
  taken: Map<string, number>;
  previous: PatientPlan | undefined;
}

const WARD: readonly ArchetypeKey[] = [
  'pneumonia',
  'copd',
  'heartFailure',
  'hipFracture',
  'sepsis',
  'deteriorating',
  'childAsthma',
];
// Wards fill up with the first patients; most of the others are looked after at home.
const ADMITTED = 100;
const HOME: readonly ArchetypeKey[] = ['diabetes', 'hypertension', 'homeCopd', 'healthyChild'];

/** Decides who patient number `number` (from 1) is. */
export function planPatient(number: number, random: Random, context: PlanContext): PatientPlan {
  const special = specialPatients[number - 1];
  const key =
    special?.archetype ?? random.pick(random.chance(number <= ADMITTED ? 0.45 : 0.08) ? WARD : HOME);
  const kind = { ...archetype(key), ...special?.adjust };
  const twin = special?.isTwinOfPrevious ? context.previous : undefined;
  const country =
    special?.country ?? (!special && kind.setting === 'home' && random.chance(0.15) ? 'SE' : 'DK');
  const gender = special?.gender ?? kind.gender ?? random.pick(['female', 'male'] as const);
  const listed = names[country];
  const { birthDate, ageYears } = twin ?? birthOf(kind, special, random, context.calendar);
  const bed = kind.ward && !special?.isDeceased ? context.takeBed(kind.ward) : undefined;
  const endDaysAgo = special?.isDeceased ? 3 : kind.ward && !bed ? random.int(3, 12) : 0;
  return {
    id: patientId(number),
    archetype: kind,
    special,
    country,
    gender,
    given: special?.given ?? random.pick(listed[gender === 'male' ? 'male' : 'female']),
    family: twin?.family ?? special?.family ?? random.pick(listed.family),
    birthDate,
    ageYears,
    identifier: identifierOf(number, special?.number, { birthDate, gender, country }, context.taken),
    address: twin?.address ?? addressIn(country, random),
    phone: twin?.phone ?? phoneIn(country, random),
    usualWeight: ageYears < 18 ? 9 + 3 * ageYears : random.int(52, 104),
    practice: random.pick(practices[country]),
    allergy: special?.allergy ?? drawAllergy(random),
    style: special?.style ?? (kind.setting === 'home' ? 'device' : drawStyle(random)),
    bed,
    startDaysAgo: endDaysAgo + random.int(...kind.days),
    endDaysAgo,
  };
}

/** Ids sort in the order of the patients, up to 99,999 of them. */
export function patientId(number: number): string {
  return `pt-${String(number).padStart(4, '0')}`;
}

function birthOf(kind: Archetype, special: SpecialPatient | undefined, random: Random, calendar: Calendar) {
  const ageYears = special?.ageYears ?? (special?.ageDays === undefined ? random.int(...kind.ageYears) : 0);
  // Years as days, rounded so that nobody has a birthday between now and the age they should have.
  let days =
    special?.ageDays ??
    (ageYears === 0 ? random.int(60, 340) : Math.ceil(ageYears * 365.25) + random.int(1, 350));
  // Nobody is born on 1 January: that date has no test numbers.
  if (calendar.day(days).endsWith('-01-01')) days += 1;
  return { birthDate: calendar.day(days), ageYears };
}

function identifierOf(
  number: number,
  kind: NumberKind | undefined,
  { birthDate, gender, country }: Pick<PatientPlan, 'birthDate' | 'gender' | 'country'>,
  taken: Map<string, number>,
): Identifier {
  const dayMonthYear = `${birthDate.slice(8, 10)}${birthDate.slice(5, 7)}${birthDate.slice(2, 4)}`;
  const tail = `Z${String.fromCharCode(65 + (number % 26))}${number % 10}`;
  if (kind === 'x-ecpr') return { use: 'temp', system: X_ECPR_SYSTEM, value: `${dayMonthYear}1${tail}` };
  if (kind === 'd-ecpr')
    return { use: 'temp', system: `${D_ECPR_SYSTEM}.181`, value: `${dayMonthYear}0${tail}` };

  const counted = `${country} ${birthDate} ${gender}`;
  const index = taken.get(counted) ?? 0;
  taken.set(counted, index + 1);
  const person = { birthDate, gender: gender === 'male' ? gender : ('female' as const), index };
  if (country === 'DK') return { use: 'official', system: CPR_SYSTEM, value: testCpr(person) };
  return kind === 'samordningsnummer'
    ? { use: 'official', system: SAMORDNINGSNUMMER_SYSTEM, value: testPersonnummer(person, kind) }
    : { use: 'official', system: PERSONNUMMER_SYSTEM, value: testPersonnummer(person) };
}

function drawAllergy(random: Random): AllergyKey {
  const drawn = random.next();
  if (drawn < 0.14) return 'penicillin';
  if (drawn < 0.2) return 'contrast';
  if (drawn < 0.26) return 'nsaid';
  if (drawn < 0.3) return 'latex';
  return drawn < 0.72 ? 'no-known' : 'not-recorded';
}

function drawStyle(random: Random): CodingStyle {
  const drawn = random.next();
  if (drawn < 0.55) return 'dk-core';
  return drawn < 0.8 ? 'panel' : 'npu';
}
