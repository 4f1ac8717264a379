import da from '../da/drafts.json';
import type { Catalogue } from '../text.ts';

/** Texts of drafts that are offered again. */
export const draftTexts = { part: 'drafts', da } as const satisfies Catalogue;
