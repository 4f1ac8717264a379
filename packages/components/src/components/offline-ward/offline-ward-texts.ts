import da from '../../locales/da/offlineWard.json';
import type { Catalogue } from '../../locales/text.ts';

/** Texts of samspil-offline-ward. They come with the element: only a workplace loads them. */
export const offlineWardTexts = { part: 'offlineWard', da } as const satisfies Catalogue;
