import da from '../../../locales/da/repair.json';
import type { Catalogue } from '../../../locales/text.ts';

/** Texts of a form that opens with what the record refused. They come with its code: a page that corrects nothing loads none. */
export const repairTexts = { part: 'repair', da } as const satisfies Catalogue;
