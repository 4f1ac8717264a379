import type { WordsOf } from '../../states/list-words.ts';
import type { conditionsTexts } from './conditions-texts.ts';

/** The texts of samspil-conditions in the language in force. */
export type ConditionsWords = WordsOf<typeof conditionsTexts>;
