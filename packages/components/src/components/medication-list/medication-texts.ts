import da from '../../locales/da/medicationList.json';
import en from '../../locales/en/medicationList.json';
import sv from '../../locales/sv/medicationList.json';
import type { Catalogue } from '../../locales/text.ts';

/** Texts of samspil-medication-list. They come with the element: a plugin that never shows it loads none of them. */
export const medicationTexts = { da, own: { sv, en } } as const satisfies Catalogue;
