import da from '../da/vitals.json';
import type { Catalogue } from '../text.ts';

/** Texts of samspil-vitals-entry. */
export const vitalsTexts = { part: 'vitals', da } as const satisfies Catalogue;
