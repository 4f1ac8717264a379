import type { WordsOf } from '../../states/list-words.ts';
import type { medicationTexts } from '../medication-list/medication-texts.ts';
import type { carePlanTexts } from './care-plan-texts.ts';

/** The texts of samspil-care-plan in the language in force; amounts and schedules are said in the words of medication. */
export type CarePlanWords = WordsOf<typeof carePlanTexts | typeof medicationTexts>;
