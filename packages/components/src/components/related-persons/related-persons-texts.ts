import da from '../../locales/da/relatedPersons.json';
import type { Catalogue } from '../../locales/text.ts';

/** Texts of samspil-related-persons. */
export const relatedPersonsTexts = { part: 'relatedPersons', da } as const satisfies Catalogue;
