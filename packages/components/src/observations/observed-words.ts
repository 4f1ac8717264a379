import type { Locale } from '../locales/languages.ts';
import type { KeyOf, TextParameters } from '../locales/text.ts';
import type { observedTexts } from './observed-texts.ts';

/** What values need of an element's `TextController`: one that was given `observedTexts`. */
export interface ObservedWords {
  readonly locale: Locale;
  readonly t: (key: KeyOf<typeof observedTexts>, parameters?: TextParameters) => string;
}
