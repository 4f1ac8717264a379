import type { CodeableConcept, Coding } from 'fhir/r4';
import { SamspilError } from '../samspil-error.ts';
import {
  codingKey,
  LOINC,
  MDC,
  MEDCOM_OBSERVATION,
  NPU,
  SAMSPIL_OBSERVATION,
  SKS,
  SNOMED_CT,
} from './code-systems.ts';

/** Vital signs whose value is a number. */
export type MeasuredVitalSignKey =
  | 'respiratoryRate'
  | 'oxygenSaturation'
  | 'oxygenFlow'
  | 'systolic'
  | 'diastolic'
  | 'meanPressure'
  | 'pulse'
  | 'temperature'
  | 'weight'
  | 'height'
  | 'headCircumference'
  | 'bmi';

/** Vital signs whose value is one out of a list. */
export type CodedVitalSignKey = 'oxygen' | 'consciousness';

/** Any vital sign. */
export type VitalSignKey = MeasuredVitalSignKey | CodedVitalSignKey;

interface VitalSignCodes {
  /** Key of the name in the vocabulary. */
  label: string;
  /** Codes we write, LOINC first as DK Core requires; all of them true for the same value in the same unit. */
  write: readonly Coding[];
  /** Further codes we understand. Their unit may be another. */
  read: readonly Coding[];
}

/** How a number is recorded and shown, and what no living body can have. */
export interface VitalSignMeasure {
  /** UCUM. */
  ucum: string;
  /** As clinicians write it. */
  printed: string;
  /** Digits after the decimal point, on input and in print. */
  decimals: number;
  /** The least and the greatest that is physiologically possible, in this unit. Not a normal range. */
  min: number;
  max: number;
}

/** A row of the table whose value is a number. */
export type MeasuredVitalSign = VitalSignCodes & { key: MeasuredVitalSignKey; measure: VitalSignMeasure };
/** A row of the table whose value is a choice. */
export type CodedVitalSign = VitalSignCodes & { key: CodedVitalSignKey; measure?: undefined };
/** A row of the table. */
export type VitalSign = MeasuredVitalSign | CodedVitalSign;

const codes =
  (system: string) =>
  (...values: readonly string[]): Coding[] =>
    values.map((code) => ({ system, code }));
const loinc = codes(LOINC);
const npu = codes(NPU);
const mdc = codes(MDC);
const snomed = codes(SNOMED_CT);
const medcom = codes(MEDCOM_OBSERVATION);
const sks = codes(SKS);

/** The only place for the codes, units and limits of vital signs: clinical.md §6, which has them from DK Core. */
export const vitalSigns: readonly VitalSign[] = [
  {
    key: 'respiratoryRate',
    label: 'vitals.rr',
    write: [...loinc('9279-1'), ...medcom('MCS88122')],
    read: [
      ...mdc('151562', '151570', '151578', '151594', '151602', '151650', '151658', '8410992'),
      ...snomed('86290005'),
    ],
    measure: { ucum: '/min', printed: '/min', decimals: 0, min: 0, max: 120 },
  },
  {
    key: 'oxygenSaturation',
    label: 'vitals.spo2',
    // NPU's saturation is a fraction: another Observation, not another coding of the percentage (clinical.md §6).
    write: loinc('59408-5', '2708-6'),
    read: [...npu('NPU03011', 'NPU27280', 'NPU10197'), ...mdc('150456', '150324'), ...snomed('431314004')],
    measure: { ucum: '%', printed: '%', decimals: 0, min: 30, max: 100 },
  },
  {
    key: 'oxygen',
    label: 'vitals.o2',
    // Our own code: our sources have none for "on air or on oxygen" (clinical.md §6 marks it not verified).
    write: codes(SAMSPIL_OBSERVATION)('supplemental-oxygen'),
    read: [],
  },
  {
    key: 'oxygenFlow',
    label: 'vitals.oxygen.flow',
    // LOINC "Inhaled oxygen flow rate": in public use, yet not in DK Core.
    write: loinc('3151-8'),
    read: [],
    measure: { ucum: 'L/min', printed: 'l/min', decimals: 1, min: 0, max: 80 },
  },
  {
    key: 'systolic',
    label: 'vitals.systolic',
    write: [...loinc('8480-6'), ...npu('NPU57947')],
    read: [
      ...npu('DNK05472'),
      ...mdc('150021'),
      ...snomed('271649006', '407554009', '407556006', '400974009'),
    ],
    measure: { ucum: 'mm[Hg]', printed: 'mmHg', decimals: 0, min: 30, max: 300 },
  },
  {
    key: 'diastolic',
    label: 'vitals.diastolic',
    write: [...loinc('8462-4'), ...npu('NPU57948')],
    read: [
      ...npu('DNK05473'),
      ...mdc('150022'),
      ...snomed('271650006', '407555005', '407557002', '400975005'),
    ],
    measure: { ucum: 'mm[Hg]', printed: 'mmHg', decimals: 0, min: 10, max: 200 },
  },
  {
    key: 'meanPressure',
    label: 'vitals.meanPressure',
    write: loinc('8478-0'),
    read: mdc('150023'),
    measure: { ucum: 'mm[Hg]', printed: 'mmHg', decimals: 0, min: 15, max: 250 },
  },
  {
    key: 'pulse',
    label: 'vitals.pulse',
    write: [...loinc('8867-4'), ...npu('NPU21692')],
    read: [
      ...mdc('147842', '149514', '149530', '149546', '149522'),
      ...snomed('364075005', '78564009'),
      ...sks('ZZ3140'),
    ],
    measure: { ucum: '/min', printed: '/min', decimals: 0, min: 10, max: 350 },
  },
  {
    key: 'consciousness',
    label: 'vitals.consciousness',
    write: loinc('80288-4'),
    // MedCom's MCS88126 is the scale of TOBS, 0 to 3: the same concept, with other values.
    read: [...snomed('6942003'), ...medcom('MCS88126')],
  },
  {
    key: 'temperature',
    label: 'vitals.temp',
    write: [...loinc('8310-5'), ...npu('NPU08676')],
    read: [
      ...npu('NPU04034'),
      ...mdc('150364', '150368', '150388', '150392', '188420', '188424', '188428', '188452', '188456'),
      ...snomed('276885007'),
      ...sks('ZZ0253'),
    ],
    measure: { ucum: 'Cel', printed: '°C', decimals: 1, min: 20, max: 45 },
  },
  {
    key: 'weight',
    label: 'vitals.weight',
    write: [...loinc('29463-7'), ...npu('NPU03804')],
    read: [...mdc('188736'), ...snomed('27113001')],
    measure: { ucum: 'kg', printed: 'kg', decimals: 1, min: 0.2, max: 650 },
  },
  {
    key: 'height',
    label: 'vitals.height',
    // NPU's height is in metres: understood, not written.
    write: loinc('8302-2'),
    read: [...npu('NPU03794'), ...mdc('188740'), ...snomed('1153637007', '248333004')],
    measure: { ucum: 'cm', printed: 'cm', decimals: 0, min: 20, max: 275 },
  },
  {
    key: 'headCircumference',
    label: 'vitals.headCircumference',
    write: loinc('9843-4'),
    read: mdc('153856'),
    measure: { ucum: 'cm', printed: 'cm', decimals: 1, min: 10, max: 90 },
  },
  {
    key: 'bmi',
    label: 'vitals.bmi',
    write: [...loinc('39156-5'), ...npu('NPU27281')],
    read: mdc('188752'),
    measure: { ucum: 'kg/m2', printed: 'kg/m²', decimals: 1, min: 5, max: 210 },
  },
];

/** Codes of the Observation that holds systolic, diastolic and mean pressure as components. */
export const bloodPressurePanel: { readonly write: readonly Coding[]; readonly read: readonly Coding[] } = {
  write: loinc('85354-9'),
  read: [...mdc('150020'), ...snomed('75367002'), ...sks('ZZ3160', 'ZZ3170')],
};

const byCoding = new Map(
  vitalSigns.flatMap((sign) =>
    [...sign.write, ...sign.read].map((coding) => [codingKey(coding), sign] as const),
  ),
);

/** The vital sign of an `Observation.code` or component code, by any of its codings. Undefined for anything else. */
export function findVitalSign(code: CodeableConcept | undefined): VitalSign | undefined {
  for (const coding of code?.coding ?? []) {
    const key = codingKey(coding);
    const sign = key === undefined ? undefined : byCoding.get(key);
    if (sign) return sign;
  }
  return undefined;
}

/** The table's row of one vital sign. */
export function vitalSign(key: MeasuredVitalSignKey): MeasuredVitalSign;
export function vitalSign(key: CodedVitalSignKey): CodedVitalSign;
export function vitalSign(key: VitalSignKey): VitalSign;
export function vitalSign(key: VitalSignKey): VitalSign {
  const sign = vitalSigns.find((candidate) => candidate.key === key);
  if (!sign) throw new SamspilError('invalid-request', `There is no vital sign ${key}.`);
  return sign;
}

/** A value that cannot be true of anybody. `code` is one of the SDK's error codes; the limits are in the sign's unit. */
export interface ImplausibleValue {
  code: 'implausible-value';
  min: number;
  max: number;
}

/**
 * Says whether a value, in the unit of the table, lies outside the physiologically possible. Undefined when it may be
 * true, however alarming. Not a number is never possible.
 */
export function checkPlausible(key: MeasuredVitalSignKey, value: number): ImplausibleValue | undefined {
  const { min, max } = vitalSign(key).measure;
  return value >= min && value <= max ? undefined : { code: 'implausible-value', min, max };
}
