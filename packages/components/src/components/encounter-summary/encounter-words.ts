import type { WordsOf } from '../../states/list-words.ts';
import type { encounterTexts } from './encounter-texts.ts';

/** The texts of samspil-encounter-summary in the language in force. */
export type EncounterWords = WordsOf<typeof encounterTexts>;
