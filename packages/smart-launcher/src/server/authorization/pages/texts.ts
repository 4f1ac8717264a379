import da from '../locales/da.json' with { type: 'json' };
import en from '../locales/en.json' with { type: 'json' };
import sv from '../locales/sv.json' with { type: 'json' };

const LOCALES = { da, sv, en } as const;

/** The languages of the pages. */
export type Language = keyof typeof LOCALES;

/** Danish first: it is the default. */
export const LANGUAGES: readonly Language[] = ['da', 'sv', 'en'];

/** The names of all texts; a missing one is a type error. */
export type TextKey = keyof typeof da;

/** Gives a text with its placeholders filled; what goes in is escaped later, with the whole. */
export type Texts = (key: TextKey, values?: Readonly<Record<string, string>>) => string;

/** The texts of one language. */
export function textsIn(language: Language): Texts {
  const locale: Readonly<Record<TextKey, string>> = LOCALES[language];
  return (key, values = {}) =>
    locale[key].replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** What resources of a type are called; types without a word of their own keep their FHIR name. */
export function typeName(resourceType: string, texts: Texts): string {
  const key = `auth.type.${resourceType === '*' ? 'any' : resourceType}`;
  return key in da ? texts(key as TextKey) : resourceType;
}

/**
 * The language of a page: what the person chose on it (`?lang`), else the first of `ui_locales` (OpenID Connect Core
 * §3.1.2.1) that we speak, else Danish.
 */
export function chooseLanguage(chosen: string | null | undefined, uiLocales: unknown): Language {
  const wanted = [chosen ?? '', ...(typeof uiLocales === 'string' ? uiLocales.split(' ') : [])];
  const spoken = wanted.map((tag) => tag.toLowerCase().split('-', 1)[0]);
  return spoken.map((tag) => LANGUAGES.find((language) => language === tag)).find(Boolean) ?? 'da';
}
