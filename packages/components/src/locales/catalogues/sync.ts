import da from '../da/sync.json';
import type { Catalogue } from '../text.ts';

/** Texts of samspil-sync-status. */
export const syncTexts = { part: 'sync', da } as const satisfies Catalogue;
