import type { ScorePopulation } from './score-table.ts';

/** Why a score does not hold for a person, whatever was measured. */
export type NotValidReason = 'age' | 'age-unknown' | 'pregnant';

/** What is known of a person. */
export interface ScoredPerson {
  /**
   * Age at the time of measurement. `null` says that it is not known, and then a score with an age limit is not valid.
   * Left out says that the caller has made sure of it by other means.
   */
  ageYears?: number | null;
  pregnant?: boolean;
}

/** Undefined when a score made for `population` holds for this person. */
export function whyNotValid(
  { minimumAgeYears, excludesPregnancy }: ScorePopulation,
  { ageYears, pregnant }: ScoredPerson,
): NotValidReason | undefined {
  if (minimumAgeYears !== undefined) {
    if (ageYears === null || Number.isNaN(ageYears)) return 'age-unknown';
    if (ageYears !== undefined && ageYears < minimumAgeYears) return 'age';
  }
  return excludesPregnancy && pregnant ? 'pregnant' : undefined;
}
