import { findVitalSign, type VitalSign } from '@samspil/sdk/clinical';
import type { CodeableConcept } from 'fhir/r4';

/**
 * Which vital sign a code means, remembered for as long as one record is read: a hundred thousand Observations have a
 * handful of codes.
 */
export class KnownCodes {
  /** By the symbol alone, which engines find at once; two systems with the same symbol only take turns. */
  readonly #known = new Map<unknown, { readonly system: unknown; readonly sign: VitalSign | undefined }>();

  find(code: CodeableConcept | undefined): VitalSign | undefined {
    const codings = code?.coding;
    const coding = codings?.length === 1 ? codings[0] : undefined;
    if (!coding) return findVitalSign(code);
    const { system, code: symbol } = coding;
    const known = this.#known.get(symbol);
    if (known?.system === system && known !== undefined) return known.sign;
    const sign = findVitalSign(code);
    this.#known.set(symbol, { system, sign });
    return sign;
  }
}
