/** What can be said of a person's gender: FHIR's four words, or that the record has one that we cannot show. */
export type ShownGender = 'male' | 'female' | 'other' | 'unknown' | 'unreadable';

/** Reads `Patient.gender`. Nothing recorded is `unknown`; a word that FHIR does not have is there and `unreadable`. */
export function genderOf(gender: unknown): ShownGender {
  if (gender === undefined || gender === null) return 'unknown';
  return (['male', 'female', 'other', 'unknown'] as const).find((known) => known === gender) ?? 'unreadable';
}
