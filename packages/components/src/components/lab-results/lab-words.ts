import type { observedTexts } from '../../observations/observed-texts.ts';
import type { WordsOf } from '../../states/list-words.ts';
import type { labTexts } from './lab-texts.ts';

/** The texts of samspil-lab-results in the language in force. */
export type LabWords = WordsOf<typeof labTexts | typeof observedTexts>;
