import da from '../da/trend.json';
import type { Catalogue } from '../text.ts';

/** Texts of samspil-observation-trend. */
export const trendTexts = { part: 'trend', da } as const satisfies Catalogue;
