import da from '../../locales/da/conditions.json';
import type { Catalogue } from '../../locales/text.ts';

/** Texts of samspil-conditions. */
export const conditionsTexts = { part: 'conditions', da } as const satisfies Catalogue;
