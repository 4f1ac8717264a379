import type { TextController } from '../controllers/text-controller.ts';
import type { commonTexts } from '../locales/catalogues/common.ts';
import type { listTexts } from '../locales/catalogues/list.ts';
import type { Locale } from '../locales/languages.ts';
import type { Catalogue, KeyOf, TextParameters } from '../locales/text.ts';

/** What lists need of an element's `TextController`: one that was given `listTexts` and `commonTexts`. */
export interface ListWords {
  readonly locale: Locale;
  readonly t: (key: KeyOf<typeof listTexts | typeof commonTexts>, parameters?: TextParameters) => string;
  readonly plural: (stem: 'list.unreadable', n: number) => string;
  readonly error: (code: string | undefined) => string;
}

/** The texts of a list element in the language in force: those of its own catalogues, and those of every list. */
export type WordsOf<C extends Catalogue> = TextController<
  readonly (C | typeof listTexts | typeof commonTexts)[]
>;
