import type { allergyTexts } from '../../locales/catalogues/allergy.ts';
import type { WordsOf } from '../../states/list-words.ts';
import type { allergiesTexts } from './allergies-texts.ts';

/** The texts of samspil-allergies in the language in force. */
export type AllergiesWords = WordsOf<typeof allergiesTexts | typeof allergyTexts>;
