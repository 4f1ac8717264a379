import da from '../da/units.json';
import type { Catalogue } from '../text.ts';

/** Units as clinicians write them. */
export const unitTexts = { part: 'units', da } as const satisfies Catalogue;
