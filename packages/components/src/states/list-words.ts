import type { commonTexts } from '../locales/catalogues/common.ts';
import type { listTexts } from '../locales/catalogues/list.ts';
import type { Locale } from '../locales/languages.ts';
import type { KeyOf, TextParameters } from '../locales/text.ts';

/** What lists need of an element's `TextController`: one that was given `listTexts` and `commonTexts`. */
export interface ListWords {
  readonly locale: Locale;
  readonly t: (key: KeyOf<typeof listTexts | typeof commonTexts>, parameters?: TextParameters) => string;
  readonly plural: (stem: 'list.unreadable', n: number) => string;
  readonly error: (code: string | undefined) => string;
}
