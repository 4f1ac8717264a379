import da from '../da/allergy.json';
import type { Catalogue } from '../text.ts';

/** What can be said about allergies, in samspil-patient-banner and samspil-allergies alike. */
export const allergyTexts = { part: 'allergy', da } as const satisfies Catalogue;
