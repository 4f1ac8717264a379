import da from '../../locales/da/encounterSummary.json';
import type { Catalogue } from '../../locales/text.ts';

/** Texts of samspil-encounter-summary. */
export const encounterTexts = { part: 'encounterSummary', da } as const satisfies Catalogue;
