import da from '../da/guard.json';
import type { Catalogue } from '../text.ts';

/** Texts of samspil-context-guard. */
export const guardTexts = { part: 'guard', da } as const satisfies Catalogue;
