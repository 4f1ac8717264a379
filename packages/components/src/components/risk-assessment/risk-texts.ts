import da from '../../locales/da/riskAssessment.json';
import type { Catalogue } from '../../locales/text.ts';
import type { WordsOf } from '../../states/list-words.ts';

/** Texts of samspil-risk-assessment. */
export const riskTexts = { part: 'riskAssessment', da } as const satisfies Catalogue;

/** The texts of samspil-risk-assessment in the language in force. */
export type RiskWords = WordsOf<typeof riskTexts>;
