import { findVitalSign, type VitalSign } from '@samspil/sdk/clinical';
import type { CodeableConcept } from 'fhir/r4';

/**
 * Which vital sign a code means, remembered for as long as one record is read: a hundred thousand Observations have a
 * handful of codes.
 */
export class KnownCodes {
  readonly #known = new Map<unknown, Map<unknown, VitalSign | undefined>>();

  find(code: CodeableConcept | undefined): VitalSign | undefined {
    const codings = code?.coding;
    if (codings?.length !== 1 || !codings[0]) return findVitalSign(code);
    const { system, code: symbol } = codings[0];
    const inSystem = this.#known.get(system);
    if (inSystem?.has(symbol)) return inSystem.get(symbol);
    const sign = findVitalSign(code);
    if (inSystem) inSystem.set(symbol, sign);
    else this.#known.set(system, new Map([[symbol, sign]]));
    return sign;
  }
}
