import da from '../../locales/da/carePlan.json';
import type { Catalogue } from '../../locales/text.ts';

/** Texts of samspil-care-plan. */
export const carePlanTexts = { part: 'carePlan', da } as const satisfies Catalogue;
