import da from '../da/readAge.json';
import type { Catalogue } from '../text.ts';

/** How old data is that was read from the record. */
export const readAgeTexts = { part: 'readAge', da } as const satisfies Catalogue;
