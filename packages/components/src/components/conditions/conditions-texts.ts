import da from '../../locales/da/conditions.json';
import en from '../../locales/en/conditions.json';
import sv from '../../locales/sv/conditions.json';
import type { Catalogue } from '../../locales/text.ts';

/** Texts of samspil-conditions. They come with the element: a plugin that never shows it loads none of them. */
export const conditionsTexts = { da, own: { sv, en } } as const satisfies Catalogue;
