import da from '../../locales/da/conflict.json';
import type { Catalogue } from '../../locales/text.ts';

/** Texts of samspil-conflict. They come with the element: a plugin that never shows a conflict loads none of them. */
export const conflictTexts = { part: 'conflict', da } as const satisfies Catalogue;
