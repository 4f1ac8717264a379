import da from '../../locales/da/allergies.json';
import en from '../../locales/en/allergies.json';
import sv from '../../locales/sv/allergies.json';
import type { Catalogue } from '../../locales/text.ts';

/** Texts of samspil-allergies. They come with the element: a plugin that never shows it loads none of them. */
export const allergiesTexts = { da, own: { sv, en } } as const satisfies Catalogue;
