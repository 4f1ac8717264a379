import da from '../da/conflict.json';
import en from '../en/conflict.json';
import sv from '../sv/conflict.json';
import type { Catalogue } from '../text.ts';

/** Texts of samspil-conflict. They come with the element: a plugin that never shows a conflict loads none of them. */
export const conflictTexts = { da, own: { sv, en } } as const satisfies Catalogue;
