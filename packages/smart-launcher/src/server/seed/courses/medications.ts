interface MedicationEntry {
  atc: string;
  /** Substance and strength, as on the medication card. */
  name: string;
  /** Dose, as the nurse reads it. */
  dosage: string;
  /** Times in 24 hours. Left out for what is taken when needed. */
  perDay?: number;
  route: 'oral' | 'intravenøs' | 'subkutan' | 'inhalation';
  /** Given in its place to somebody who does not tolerate penicillin. */
  insteadOfPenicillin?: string;
}

/** Medication by ATC code. Doses are ordinary ones for adults; nobody takes them. */
export const medications = {
  benzylpenicillin: {
    atc: 'J01CE01',
    name: 'Benzylpenicillin 2 mio. IE',
    dosage: '2 mio. IE 4 gange daglig',
    perDay: 4,
    route: 'intravenøs',
    insteadOfPenicillin: 'cefuroxim',
  },
  piperacillin: {
    atc: 'J01CR05',
    name: 'Piperacillin/tazobactam 4 g/0,5 g',
    dosage: '4 g 3 gange daglig',
    perDay: 3,
    route: 'intravenøs',
    insteadOfPenicillin: 'meropenem',
  },
  cefuroxim: {
    atc: 'J01DC02',
    name: 'Cefuroxim 1,5 g',
    dosage: '1,5 g 3 gange daglig',
    perDay: 3,
    route: 'intravenøs',
  },
  meropenem: {
    atc: 'J01DH02',
    name: 'Meropenem 1 g',
    dosage: '1 g 3 gange daglig',
    perDay: 3,
    route: 'intravenøs',
  },
  paracetamol: {
    atc: 'N02BE01',
    name: 'Paracetamol 500 mg',
    dosage: '1 g 4 gange daglig',
    perDay: 4,
    route: 'oral',
  },
  ibuprofen: {
    atc: 'M01AE01',
    name: 'Ibuprofen 400 mg',
    dosage: '400 mg 3 gange daglig',
    perDay: 3,
    route: 'oral',
  },
  oxycodon: {
    atc: 'N02AA05',
    name: 'Oxycodon 5 mg',
    dosage: '5 mg efter behov mod smerter, højst 4 gange daglig',
    route: 'oral',
  },
  furosemid: {
    atc: 'C03CA01',
    name: 'Furosemid 40 mg',
    dosage: '40 mg 2 gange daglig',
    perDay: 2,
    route: 'oral',
  },
  spironolacton: {
    atc: 'C03DA01',
    name: 'Spironolacton 25 mg',
    dosage: '25 mg 1 gang daglig',
    perDay: 1,
    route: 'oral',
  },
  metoprolol: {
    atc: 'C07AB02',
    name: 'Metoprolol 50 mg',
    dosage: '50 mg 1 gang daglig',
    perDay: 1,
    route: 'oral',
  },
  ramipril: { atc: 'C09AA05', name: 'Ramipril 5 mg', dosage: '5 mg 1 gang daglig', perDay: 1, route: 'oral' },
  amlodipin: {
    atc: 'C08CA01',
    name: 'Amlodipin 5 mg',
    dosage: '5 mg 1 gang daglig',
    perDay: 1,
    route: 'oral',
  },
  apixaban: {
    atc: 'B01AF02',
    name: 'Apixaban 5 mg',
    dosage: '5 mg 2 gange daglig',
    perDay: 2,
    route: 'oral',
  },
  clopidogrel: {
    atc: 'B01AC04',
    name: 'Clopidogrel 75 mg',
    dosage: '75 mg 1 gang daglig',
    perDay: 1,
    route: 'oral',
  },
  dalteparin: {
    atc: 'B01AB04',
    name: 'Dalteparin 5000 IE',
    dosage: '5000 IE 1 gang daglig',
    perDay: 1,
    route: 'subkutan',
  },
  atorvastatin: {
    atc: 'C10AA05',
    name: 'Atorvastatin 40 mg',
    dosage: '40 mg til natten',
    perDay: 1,
    route: 'oral',
  },
  metformin: {
    atc: 'A10BA02',
    name: 'Metformin 500 mg',
    dosage: '1 g 2 gange daglig',
    perDay: 2,
    route: 'oral',
  },
  insulinGlargin: {
    atc: 'A10AE04',
    name: 'Insulin glargin 100 E/ml',
    dosage: '18 E til natten',
    perDay: 1,
    route: 'subkutan',
  },
  insulinAspart: {
    atc: 'A10AB05',
    name: 'Insulin aspart 100 E/ml',
    dosage: '4 til 8 E til måltiderne efter blodsukker',
    perDay: 3,
    route: 'subkutan',
  },
  salbutamol: {
    atc: 'R03AC02',
    name: 'Salbutamol 0,2 mg/dosis',
    dosage: '2 sug efter behov ved åndenød',
    route: 'inhalation',
  },
  tiotropium: {
    atc: 'R03BB04',
    name: 'Tiotropium 18 mikrogram',
    dosage: '1 inhalation daglig',
    perDay: 1,
    route: 'inhalation',
  },
  budesonid: {
    atc: 'R03BA02',
    name: 'Budesonid 200 mikrogram/dosis',
    dosage: '1 sug 2 gange daglig',
    perDay: 2,
    route: 'inhalation',
  },
  prednisolon: {
    atc: 'H02AB06',
    name: 'Prednisolon 25 mg',
    dosage: '37,5 mg 1 gang daglig i 5 dage',
    perDay: 1,
    route: 'oral',
  },
  pantoprazol: {
    atc: 'A02BC02',
    name: 'Pantoprazol 40 mg',
    dosage: '40 mg 1 gang daglig',
    perDay: 1,
    route: 'oral',
  },
  alendronat: { atc: 'M05BA04', name: 'Alendronat 70 mg', dosage: '70 mg 1 gang om ugen', route: 'oral' },
  levetiracetam: {
    atc: 'N03AX14',
    name: 'Levetiracetam 500 mg',
    dosage: '500 mg 2 gange daglig',
    perDay: 2,
    route: 'oral',
  },
} as const satisfies Record<string, MedicationEntry>;

/** A key of {@link medications}. */
export type MedicationKey = keyof typeof medications;

/** The medication somebody gets: another one where they do not tolerate penicillin. */
export function tolerated(key: MedicationKey, hasPenicillinAllergy: boolean): MedicationKey {
  const entry = medications[key];
  return hasPenicillinAllergy && 'insteadOfPenicillin' in entry ? entry.insteadOfPenicillin : key;
}
