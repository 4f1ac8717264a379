import da from '../da/app.json';
import type { Catalogue } from '../text.ts';

/** Texts of samspil-app. */
export const appTexts = { part: 'app', da } as const satisfies Catalogue;
