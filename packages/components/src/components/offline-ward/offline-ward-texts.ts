import da from '../../locales/da/offlineWard.json';
import en from '../../locales/en/offlineWard.json';
import sv from '../../locales/sv/offlineWard.json';
import type { Catalogue } from '../../locales/text.ts';

/** Texts of samspil-offline-ward. They come with the element: only a workplace loads them. */
export const offlineWardTexts = { da, own: { sv, en } } as const satisfies Catalogue;
