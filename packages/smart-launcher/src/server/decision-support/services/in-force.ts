import type { AllergyIntolerance, Condition } from 'fhir/r4';

const PAST: readonly unknown[] = ['inactive', 'resolved', 'remission'];
const UNTRUE: readonly unknown[] = ['refuted', 'entered-in-error'];

/** Whether a condition or an allergy holds now, as far as is known: only what is said to be over, or wrong, does not. */
export function isInForce({ clinicalStatus, verificationStatus }: Condition | AllergyIntolerance): boolean {
  const isOneOf = (concept: Condition['clinicalStatus'], codes: readonly unknown[]) =>
    concept?.coding?.some(({ code }) => codes.includes(code)) ?? false;
  return !isOneOf(clinicalStatus, PAST) && !isOneOf(verificationStatus, UNTRUE);
}
