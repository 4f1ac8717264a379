import type { WordsOf } from '../../states/list-words.ts';
import type { medicationTexts } from './medication-texts.ts';

/** The texts of samspil-medication-list in the language in force. */
export type MedicationWords = WordsOf<typeof medicationTexts>;
