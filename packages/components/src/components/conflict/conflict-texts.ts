import da from '../../locales/da/conflict.json';
import en from '../../locales/en/conflict.json';
import sv from '../../locales/sv/conflict.json';
import type { Catalogue } from '../../locales/text.ts';

/** Texts of samspil-conflict. They come with the element: a plugin that never shows a conflict loads none of them. */
export const conflictTexts = { da, own: { sv, en } } as const satisfies Catalogue;
