import da from '../../../locales/da/repair.json';
import en from '../../../locales/en/repair.json';
import sv from '../../../locales/sv/repair.json';
import type { Catalogue } from '../../../locales/text.ts';

/** Texts of a form that opens with what the record refused. They come with its code: a page that corrects nothing loads none. */
export const repairTexts = { da, own: { sv, en } } as const satisfies Catalogue;
