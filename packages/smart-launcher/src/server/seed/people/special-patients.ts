import type { Archetype } from '../courses/archetype.ts';
import type { ArchetypeKey } from '../courses/archetypes.ts';
import type { AllergyKey } from '../records/allergies.ts';
import type { CodingStyle } from '../records/coding-style.ts';

/** Kinds of number a patient may be known by. */
export type NumberKind = 'cpr' | 'x-ecpr' | 'd-ecpr' | 'personnummer' | 'samordningsnummer';

/** What is decided beforehand about a patient; the rest is drawn. */
export interface SpecialPatient {
  archetype: ArchetypeKey;
  /** Changes to the archetype for this patient alone. */
  adjust?: Partial<Archetype>;
  country?: 'DK' | 'SE';
  gender?: 'female' | 'male' | 'unknown';
  given?: string;
  family?: string;
  /** A name they had before, and one they are called by. */
  formerFamily?: string;
  calledName?: string;
  number?: NumberKind;
  /** Age at `now`. Where both are left out, it is drawn from the archetype. */
  ageYears?: number;
  ageDays?: number;
  hasNoBirthDate?: boolean;
  isProtected?: boolean;
  isDeceased?: boolean;
  /** BCP 47 code and Danish name of the language that needs an interpreter. */
  interpreter?: readonly [code: string, name: string];
  allergy?: AllergyKey;
  style?: CodingStyle;
  /** Shares birth date, family name and address with the patient before. */
  isTwinOfPrevious?: boolean;
}

/** The patients that stories and tests need, in order from `pt-0001`. */
export const specialPatients: readonly SpecialPatient[] = [
  {
    // Whom examples open first.
    archetype: 'pneumonia',
    adjust: { course: 'relapsing', days: [21, 21], hours: [6, 10, 14, 18, 22] },
    gender: 'female',
    given: 'Else Margrethe',
    family: 'Søndervang',
    ageYears: 74,
    allergy: 'penicillin',
    style: 'dk-core',
  },
  { archetype: 'copd', gender: 'male', given: 'Preben', family: 'Ågård', ageYears: 71, isProtected: true },
  {
    archetype: 'childAsthma',
    gender: 'male',
    given: 'Viggo',
    family: 'Bækgaard',
    ageYears: 4,
    allergy: 'peanut',
  },
  { archetype: 'infant', gender: 'female', given: 'Freja Signe', family: 'Højlund', ageDays: 268 },
  { archetype: 'infant', gender: 'female', given: 'Freja Sofie', isTwinOfPrevious: true },
  {
    archetype: 'sepsis',
    gender: 'unknown',
    given: 'Ukendt',
    family: 'Ukendt',
    number: 'd-ecpr',
    hasNoBirthDate: true,
    allergy: 'not-recorded',
  },
  {
    archetype: 'pneumonia',
    gender: 'female',
    given: 'Oksana',
    family: 'Kovalenkina',
    number: 'x-ecpr',
    ageYears: 43,
    interpreter: ['uk', 'ukrainsk'],
  },
  {
    archetype: 'deteriorating',
    gender: 'male',
    given: 'Åge',
    family: 'Ærenlund',
    ageYears: 86,
    isDeceased: true,
  },
  {
    archetype: 'heartFailure',
    gender: 'female',
    given: 'Åse Birgitte',
    family: 'Kjærsgaard',
    formerFamily: 'Toftemark',
    calledName: 'Bitten',
    ageYears: 78,
    style: 'panel',
  },
  {
    archetype: 'hipFracture',
    gender: 'male',
    given: 'Hassan',
    family: 'Al-Rashidi',
    ageYears: 69,
    interpreter: ['ar', 'arabisk'],
    allergy: 'nsaid',
    style: 'npu',
  },
  {
    archetype: 'homeCopd',
    country: 'SE',
    gender: 'female',
    given: 'Märta',
    family: 'Björkmalm',
    ageYears: 77,
  },
  {
    archetype: 'hypertension',
    country: 'SE',
    gender: 'male',
    given: 'Göran',
    family: 'Åkerby',
    ageYears: 63,
    isProtected: true,
  },
  {
    archetype: 'diabetes',
    country: 'SE',
    gender: 'female',
    given: 'Linnéa',
    family: 'Sjöqvarn',
    number: 'samordningsnummer',
    ageYears: 29,
  },
  {
    // Somebody overlooked the CAVE when ordering: what decision support is there for.
    archetype: 'pneumonia',
    adjust: { medications: ['benzylpenicillin', 'paracetamol', 'amlodipin', 'ibuprofen'] },
    allergy: 'nsaid',
    style: 'npu',
  },
  {
    // Getting worse right now.
    archetype: 'deteriorating',
    gender: 'male',
    given: 'Svend Erik',
    family: 'Østergaard',
    ageYears: 80,
    style: 'dk-core',
  },
  { archetype: 'pregnant', allergy: 'no-known' },
  {
    // More than a hundred values of one code, for paging.
    archetype: 'diabetes',
    adjust: { days: [30, 30], hours: [7, 12, 17, 22], everyDays: 1 },
    gender: 'male',
    given: 'Magnus',
    family: 'Rønnebæk',
    ageYears: 34,
  },
  { archetype: 'healthyChild', gender: 'female', given: 'Ida', family: 'Nørregaard', ageYears: 9 },
  { archetype: 'hypertension', gender: 'female', given: 'Bodil', family: 'Grønbæk', ageYears: 67 },
  { archetype: 'homeCopd', gender: 'male', given: 'Jørgen', family: 'Lyngsø', ageYears: 73 },
];
