/**
 * What a check of an identifier says (clinical.md §2.2). Only `malformed`, which cannot be this identifier, may stop a
 * save. A warning is a hint on a number typed by hand; on a number that came from a record it is never a reason to hide
 * or refuse a patient.
 */
export type IdentifierCheck =
  | { verdict: 'malformed' }
  | {
      verdict: 'plausible';
      /** As it is stored: without hyphens and spaces, letters in capitals. */
      value: string;
      /** What does not add up, though the number may still be valid. */
      warnings: readonly IdentifierWarning[];
      /**
       * What the number itself says, where its kind says it. A cross-check only: `Patient.birthDate` and
       * `Patient.gender` are the source, and they do contradict the number at times.
       */
      birthDate?: string;
      gender?: 'female' | 'male';
    };

/** The check digit does not fit, or the date is not in the calendar. */
export type IdentifierWarning = 'check-digit' | 'date';

/** The calendar date as `YYYY-MM-DD`, or undefined for one that never was, such as 29 February 1999. */
export function calendarDate(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isSame =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isSame ? date.toISOString().slice(0, 10) : undefined;
}

/** Digits times weights, added up. */
export function weightedSum(digits: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, index) => sum + weight * Number(digits.charAt(index)), 0);
}
