import da from '../da/slot.json';
import type { Catalogue } from '../text.ts';

/** Texts of samspil-slot. */
export const slotTexts = { part: 'slot', da } as const satisfies Catalogue;
