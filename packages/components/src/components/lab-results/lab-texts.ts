import da from '../../locales/da/labResults.json';
import type { Catalogue } from '../../locales/text.ts';

/** Texts of samspil-lab-results. */
export const labTexts = { part: 'labResults', da } as const satisfies Catalogue;
