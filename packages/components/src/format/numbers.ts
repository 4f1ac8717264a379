import { toLocale, type Locale } from '../locales/languages.ts';

const tags: Readonly<Record<Locale, string>> = { da: 'da-DK', sv: 'sv-SE', en: 'en-GB' };

/** The tag whose conventions of numbers and dates a screen language follows. */
export function conventionOf(locale: string): string {
  return tags[toLocale(locale)];
}

/**
 * A number as it is written in a language: `38,3` in Danish. No grouping below 10,000, so that a dose or a value is
 * never read as two numbers. What is not a finite number gives an empty text: the caller says in words what is missing.
 *
 * @param decimals exactly this many; without it, as many as the number has, at most three.
 */
export function formatNumber(value: number, locale: string, decimals?: number): string {
  if (!Number.isFinite(value)) return '';
  return formatter(conventionOf(locale), decimals, Math.abs(value) >= 10_000).format(value);
}

/** Making one costs more than a hundred uses, so each is made once. */
const formatters = new Map<string, Intl.NumberFormat>();

function formatter(tag: string, decimals: number | undefined, useGrouping: boolean): Intl.NumberFormat {
  const key = `${tag} ${decimals} ${useGrouping}`;
  const kept =
    formatters.get(key) ??
    new Intl.NumberFormat(tag, {
      minimumFractionDigits: decimals ?? 0,
      maximumFractionDigits: decimals ?? 3,
      useGrouping,
    });
  formatters.set(key, kept);
  return kept;
}

/** What a person typed into a number field. */
export type TypedNumber =
  | { kind: 'empty' }
  | { kind: 'number'; value: number }
  | { kind: 'invalid' }
  /** The separator can be a decimal sign or a grouping sign: ask which, never guess (INP-10). */
  | { kind: 'ambiguous'; asDecimal: number; asGrouped: number };

/** Reads `38,3` and `38.3` alike in every language. `1.234` could be 1.234 or 1234 and is `ambiguous`. */
export function parseTypedNumber(typed: string): TypedNumber {
  const digits = typed.replace(/[\s\u00a0\u202f]/g, '').replace(/^[−–]/, '-');
  if (digits === '') return { kind: 'empty' };
  if (!/^[+-]?\d+(?:[.,]\d+)?$/.test(digits)) return { kind: 'invalid' };
  const asDecimal = Number(digits.replace(',', '.'));
  // Exactly three digits after one separator, and a first group that could be thousands: `0,123` could not.
  if (/^[+-]?[1-9]\d{0,2}[.,]\d{3}$/.test(digits)) {
    return { kind: 'ambiguous', asDecimal, asGrouped: Number(digits.replace(/[.,]/, '')) };
  }
  return { kind: 'number', value: asDecimal };
}

/**
 * A number with every digit it was recorded with, and none that it was not: a dose of `0,0625` is never `0,063`. No
 * trailing zeros; a leading zero always (RXL-05).
 */
export function formatExact(value: number, locale: string): string {
  const [digits = '', exponent = '0'] = String(value).split('e');
  const decimals = (digits.split('.')[1] ?? '').length - Number(exponent);
  return formatNumber(value, locale, Math.min(100, Math.max(0, decimals)));
}
