import type { listTexts } from '../../locales/catalogues/list.ts';
import type { Locale } from '../../locales/languages.ts';
import type { KeyOf, TextParameters } from '../../locales/text.ts';
import type { WordsOf } from '../../states/list-words.ts';
import type { medicationTexts } from './medication-texts.ts';

/** The texts of samspil-medication-list in the language in force. */
export type MedicationWords = WordsOf<typeof medicationTexts>;

/** What doses and timings need of an element's `TextController`: one that was given `medicationTexts`. */
export interface DosageWords {
  readonly locale: Locale;
  readonly t: (key: KeyOf<typeof medicationTexts | typeof listTexts>, parameters?: TextParameters) => string;
}
