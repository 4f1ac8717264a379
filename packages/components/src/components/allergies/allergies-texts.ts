import da from '../../locales/da/allergies.json';
import type { Catalogue } from '../../locales/text.ts';

/** Texts of samspil-allergies. */
export const allergiesTexts = { part: 'allergies', da } as const satisfies Catalogue;
