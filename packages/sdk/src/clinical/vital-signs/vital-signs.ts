import type { Coding } from 'fhir/r4';
import { SamspilError } from '../../samspil-error.ts';
import { codesIn, LOINC, MEDCOM_OBSERVATION, NPU, SAMSPIL_OBSERVATION } from '../code-systems.ts';

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

const loinc = codesIn(LOINC);
const npu = codesIn(NPU);

/**
 * The only place for the codes we write, the units and the limits of vital signs: clinical.md §6, which has them from DK
 * Core. What else we understand stands in `find-vital-sign.ts`: whoever only writes does not carry it.
 */
export const vitalSigns: readonly VitalSign[] = [
  {
    key: 'respiratoryRate',
    label: 'vitals.rr',
    write: [...loinc('9279-1'), ...codesIn(MEDCOM_OBSERVATION)('MCS88122')],
    measure: { ucum: '/min', printed: '/min', decimals: 0, min: 0, max: 120 },
  },
  {
    key: 'oxygenSaturation',
    label: 'vitals.spo2',
    // NPU's saturation is a fraction: another Observation, not another coding of the percentage (clinical.md §6).
    write: loinc('59408-5', '2708-6'),
    measure: { ucum: '%', printed: '%', decimals: 0, min: 30, max: 100 },
  },
  {
    key: 'oxygen',
    label: 'vitals.o2',
    // Our own code: our sources have none for "on air or on oxygen" (clinical.md §6 marks it not verified).
    write: codesIn(SAMSPIL_OBSERVATION)('supplemental-oxygen'),
  },
  {
    key: 'oxygenFlow',
    label: 'vitals.oxygen.flow',
    // LOINC "Inhaled oxygen flow rate": in public use, yet not in DK Core.
    write: loinc('3151-8'),
    measure: { ucum: 'L/min', printed: 'l/min', decimals: 1, min: 0, max: 80 },
  },
  {
    key: 'systolic',
    label: 'vitals.systolic',
    write: [...loinc('8480-6'), ...npu('NPU57947')],
    measure: { ucum: 'mm[Hg]', printed: 'mmHg', decimals: 0, min: 30, max: 300 },
  },
  {
    key: 'diastolic',
    label: 'vitals.diastolic',
    write: [...loinc('8462-4'), ...npu('NPU57948')],
    measure: { ucum: 'mm[Hg]', printed: 'mmHg', decimals: 0, min: 10, max: 200 },
  },
  {
    key: 'meanPressure',
    label: 'vitals.meanPressure',
    write: loinc('8478-0'),
    measure: { ucum: 'mm[Hg]', printed: 'mmHg', decimals: 0, min: 15, max: 250 },
  },
  {
    key: 'pulse',
    label: 'vitals.pulse',
    write: [...loinc('8867-4'), ...npu('NPU21692')],
    measure: { ucum: '/min', printed: '/min', decimals: 0, min: 10, max: 350 },
  },
  {
    key: 'consciousness',
    label: 'vitals.consciousness',
    write: loinc('80288-4'),
  },
  {
    key: 'temperature',
    label: 'vitals.temp',
    write: [...loinc('8310-5'), ...npu('NPU08676')],
    measure: { ucum: 'Cel', printed: '°C', decimals: 1, min: 20, max: 45 },
  },
  {
    key: 'weight',
    label: 'vitals.weight',
    write: [...loinc('29463-7'), ...npu('NPU03804')],
    measure: { ucum: 'kg', printed: 'kg', decimals: 1, min: 0.2, max: 650 },
  },
  {
    key: 'height',
    label: 'vitals.height',
    // NPU's height is in metres: understood, not written.
    write: loinc('8302-2'),
    measure: { ucum: 'cm', printed: 'cm', decimals: 0, min: 20, max: 275 },
  },
  {
    key: 'headCircumference',
    label: 'vitals.headCircumference',
    write: loinc('9843-4'),
    measure: { ucum: 'cm', printed: 'cm', decimals: 1, min: 10, max: 90 },
  },
  {
    key: 'bmi',
    label: 'vitals.bmi',
    write: [...loinc('39156-5'), ...npu('NPU27281')],
    measure: { ucum: 'kg/m2', printed: 'kg/m²', decimals: 1, min: 5, max: 210 },
  },
];

/** Codes of the Observation that holds systolic, diastolic and mean pressure as components. */
export const bloodPressurePanel: { readonly write: readonly Coding[] } = { write: loinc('85354-9') };

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
