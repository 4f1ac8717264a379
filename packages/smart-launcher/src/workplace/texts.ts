import { pluralForm, toLocale } from '@samspil/components/locales';
import type { Locale, PluralKey, TextParameters } from '@samspil/components/locales';
import da from './locales/da.json';
import en from './locales/en.json';
import sv from './locales/sv.json';

export type TextKey = keyof typeof da;

/** Every text of the workplace. Words that the vocabulary has are its words. */
const TEXTS: Readonly<Record<Locale, Readonly<Record<TextKey, string>>>> = { da, sv, en };

/** The texts in one language. */
export interface Texts {
  readonly locale: Locale;
  /** One text with its `{placeholders}` filled; one without a value stays visible, so that it is noticed. */
  (key: TextKey, parameters?: TextParameters): string;
  /** The form for `n`, which is also its `{n}`. */
  plural(stem: PluralKey<TextKey>, n: number): string;
}

/** The texts in the language that fits a BCP 47 tag best; Danish when none does. */
export function textsIn(tag: string): Texts {
  const locale = toLocale(tag);
  const t = (key: TextKey, parameters: TextParameters = {}) =>
    // A function as replacement: in a string, `$&` in a name would be read as a pattern.
    TEXTS[locale][key].replace(/\{(\w+)\}/g, (placeholder, name: string) =>
      Object.hasOwn(parameters, name) ? String(parameters[name]) : placeholder,
    );
  const plural = (stem: PluralKey<TextKey>, n: number) => t(`${stem}.${pluralForm(n)}` as TextKey, { n });
  return Object.assign(t, { locale, plural });
}
