import da from '../da/list.json';
import type { Catalogue } from '../text.ts';

/** What every list from the record can say of itself: see `states/`. */
export const listTexts = { part: 'list', da } as const satisfies Catalogue;
