import da from '../da/duration.json';
import type { Catalogue } from '../text.ts';

/** Units of how long something lasted. */
export const durationTexts = { part: 'duration', da } as const satisfies Catalogue;
