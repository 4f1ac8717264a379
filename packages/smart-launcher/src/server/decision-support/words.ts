import da from './locales/da.json';
import en from './locales/en.json';
import sv from './locales/sv.json';

export type WordKey = keyof typeof da;
type Language = 'da' | 'sv' | 'en';

const CATALOGUES: Readonly<Record<Language, Readonly<Record<WordKey, string>>>> = { da, sv, en };
const TAGS = { da: 'da-DK', sv: 'sv-SE', en: 'en-GB' } as const;
/** As the screens of the workplace write a date. */
const MONTHS = { da: '2-digit', sv: '2-digit', en: 'short' } as const;

/** What a card says, in one language. */
export interface Words {
  (key: WordKey, parameters?: Readonly<Record<string, string | number>>): string;
  number(value: number): string;
  list(names: readonly string[]): string;
  /** Day and time of day at the hospital. */
  moment(instant: string): string;
}

/** The language of a call: that of `Accept-Language` which comes first of those we have, else Danish. */
export function languageOf(accepted: string | undefined): Language {
  const wanted = (accepted ?? '').split(',').map((each) => each.trim().slice(0, 2).toLowerCase());
  return wanted.find((each): each is Language => Object.hasOwn(CATALOGUES, each)) ?? 'da';
}

export function wordsIn(language: Language): Words {
  const tag = TAGS[language];
  const timeZone = 'Europe/Copenhagen';
  const month = MONTHS[language];
  const dates = new Intl.DateTimeFormat(tag, { day: '2-digit', month, year: 'numeric', timeZone });
  const times = new Intl.DateTimeFormat(tag, { hour: '2-digit', minute: '2-digit', timeZone });
  const word = (key: WordKey, parameters: Readonly<Record<string, string | number>> = {}) =>
    CATALOGUES[language][key].replace(/\{(\w+)\}/g, (placeholder, name: string) =>
      Object.hasOwn(parameters, name) ? String(parameters[name]) : placeholder,
    );
  return Object.assign(word, {
    number: (value: number) => value.toLocaleString(tag, { maximumFractionDigits: 3 }),
    list: (names: readonly string[]) => new Intl.ListFormat(tag).format(names),
    moment: (instant: string) => {
      const at = new Date(instant);
      return word('moment', { date: dates.format(at), time: times.format(at) });
    },
  });
}
