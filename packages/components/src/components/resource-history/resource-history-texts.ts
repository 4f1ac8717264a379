import da from '../../locales/da/resourceHistory.json';
import type { Catalogue } from '../../locales/text.ts';

/** Texts of samspil-resource-history. */
export const resourceHistoryTexts = { part: 'resourceHistory', da } as const satisfies Catalogue;
