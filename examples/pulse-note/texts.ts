import da from './locales/da.json';
import en from './locales/en.json';
import sv from './locales/sv.json';

const TEXTS: Readonly<Record<string, typeof da>> = { da, sv, en };

/** The texts of a language (BCP 47), and how it writes a point in time. */
export function textsIn(locale: string): typeof da & { when: (instant: string) => string } {
  const texts = TEXTS[locale.split('-')[0] ?? ''] ?? en;
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'short' });
  return { ...texts, when: (instant) => format.format(new Date(instant)) };
}
