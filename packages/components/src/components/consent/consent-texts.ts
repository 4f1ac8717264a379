import da from '../../locales/da/consent.json';
import type { Catalogue } from '../../locales/text.ts';
import type { WordsOf } from '../../states/list-words.ts';

/** Texts of samspil-consent. */
export const consentTexts = { part: 'consent', da } as const satisfies Catalogue;

/** The texts of samspil-consent in the language in force. */
export type ConsentWords = WordsOf<typeof consentTexts>;
