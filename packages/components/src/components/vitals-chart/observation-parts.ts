import { findVitalSign, type VitalSign, type VitalSignKey } from '@samspil/sdk/clinical';
import type { Observation, ObservationComponent } from 'fhir/r4';
import { objectsIn } from '../../format/concepts.ts';

/** What carries a value: an Observation, or one of its components. */
export type Valued = Observation | ObservationComponent;

/** The vital sign something measures; undefined for anything else, and for a code of the wrong shape. */
export function signOf({ code }: Valued): VitalSign | undefined {
  try {
    return findVitalSign(code);
  } catch {
    return undefined;
  }
}

/** The Observation and its components. */
export function partsOf(source: Observation): readonly Valued[] {
  return [source, ...objectsIn(source.component)];
}

/** The part of an Observation that has the value of a sign. */
export function partFor(source: Observation, key: VitalSignKey): Valued | undefined {
  return partsOf(source).find((part) => signOf(part)?.key === key);
}
