import da from '../../locales/da/medicationList.json';
import type { Catalogue } from '../../locales/text.ts';

/** Texts of samspil-medication-list. */
export const medicationTexts = { part: 'medicationList', da } as const satisfies Catalogue;
