import type { CodeableConcept, Observation, Quantity } from 'fhir/r4';
import { readConsciousness, type Consciousness } from './consciousness.ts';
import { findVitalSign } from './find-vital-sign.ts';
import { readOxygen } from './supplemental-oxygen.ts';
import { valueIn } from '../units/units.ts';
import type { MeasuredVitalSignKey, VitalSign } from './vital-signs.ts';

interface ReadingSource {
  /** When the value was true for the patient, as the record has it: never the time of sending (clinical.md §2.6). */
  effective: string | undefined;
  observation: Observation;
}

/** One vital sign of an Observation, in the unit of our table. */
export type VitalSignReading = ReadingSource &
  (
    | { key: MeasuredVitalSignKey; value: number; /** UCUM. */ unit: string }
    | { key: 'consciousness'; value: Consciousness; unit?: undefined }
    | { key: 'oxygen'; value: 'air' | 'oxygen'; unit?: undefined }
  );

interface Valued {
  code: CodeableConcept;
  valueQuantity?: Quantity;
  valueCodeableConcept?: CodeableConcept;
}

/**
 * The vital signs in an Observation: its own value and those of its components, by LOINC, NPU, MedCom, MDC, SNOMED CT or
 * SKS code. A value without a unit, in an unknown unit, or absent gives no reading; neither does an Observation that
 * was cancelled or entered in error. Whether a value is plausible is not judged here.
 */
export function readVitalSigns(observation: Observation): VitalSignReading[] {
  if (observation.status === 'entered-in-error' || observation.status === 'cancelled') return [];
  const source = { effective: effectiveOf(observation), observation };
  return [observation, ...(observation.component ?? [])].flatMap((valued) => {
    const sign = findVitalSign(valued.code);
    return sign ? readOne(sign, valued, source) : [];
  });
}

function readOne(sign: VitalSign, valued: Valued, source: ReadingSource): VitalSignReading[] {
  if (sign.measure) {
    const { ucum } = sign.measure;
    const value = valued.valueQuantity && valueIn(ucum, valued.valueQuantity);
    return value === undefined ? [] : [{ key: sign.key, value, unit: ucum, ...source }];
  }
  if (sign.key === 'consciousness') {
    const value = readConsciousness(valued.valueCodeableConcept);
    return value === undefined ? [] : [{ key: sign.key, value, ...source }];
  }
  const value = readOxygen(valued.valueCodeableConcept);
  return value === undefined ? [] : [{ key: sign.key, value, ...source }];
}

/**
 * When the value was true for the patient, in whichever of its four forms: of a period its end, else its beginning. As the
 * record has it; undefined when it says nothing.
 */
export function effectiveOf(observation: Observation): string | undefined {
  const { effectiveDateTime, effectiveInstant, effectivePeriod, effectiveTiming } = observation;
  const said: readonly unknown[] = [
    effectiveDateTime,
    effectiveInstant,
    effectivePeriod?.end,
    effectivePeriod?.start,
    effectiveTiming?.event?.[0],
  ];
  return said.find((each) => typeof each === 'string');
}
