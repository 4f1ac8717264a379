import type { commonTexts } from '../../locales/catalogues/common.ts';
import type { receiptTexts } from '../../locales/catalogues/receipt.ts';
import type { Locale } from '../../locales/languages.ts';
import type { KeyOf, PluralKey, TextParameters } from '../../locales/text.ts';
import type { vitalsTexts } from '../../locales/catalogues/vitals.ts';

/** What the parts of the form need to write texts. */
export interface VitalsWords {
  readonly locale: Locale;
  t: (
    key: KeyOf<typeof vitalsTexts | typeof commonTexts | typeof receiptTexts>,
    parameters?: TextParameters,
  ) => string;
  plural: (stem: PluralKey<KeyOf<typeof vitalsTexts>>, n: number) => string;
  error: (code: string | undefined) => string;
}
