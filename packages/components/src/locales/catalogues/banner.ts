import da from '../da/banner.json';
import type { Catalogue } from '../text.ts';

/** Texts of samspil-patient-banner. */
export const bannerTexts = { part: 'banner', da } as const satisfies Catalogue;
