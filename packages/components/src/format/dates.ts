import { commonTexts } from '../locales/catalogues/common.ts';
import { toLocale } from '../locales/languages.ts';
import { text } from '../locales/text.ts';
import { conventionOf } from './numbers.ts';

/** Where instants are shown. Default: the zone of the device. */
export interface DateOptions {
  /** IANA name, for example `Europe/Copenhagen`. */
  timeZone?: string | undefined;
}

/**
 * A FHIR date as its parts; a year or a year and month alone stay so. Undefined for anything else, also for a day that
 * does not exist. A date has no time zone: it is never turned into an instant.
 */
export function parseDate(
  date: string | undefined,
): { year: number; month?: number; day?: number } | undefined {
  const match = typeof date === 'string' ? /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?$/.exec(date) : null;
  if (!match?.[1]) return undefined;
  const year = Number(match[1]);
  if (!match[2]) return { year };
  const month = Number(match[2]);
  if (month < 1 || month > 12) return undefined;
  if (!match[3]) return { year, month };
  const day = Number(match[3]);
  return day >= 1 && day <= daysIn(year, month) ? { year, month, day } : undefined;
}

/** How many days a month has; `month` counts from 1. */
export function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/**
 * A FHIR date in the local form: `14.11.2025`, `2025-11-14`; in English with the month as letters, `14-Nov-2025`,
 * because numeric English dates are read in two ways (DAT-04, components.md 6.1). A partial date stays partial.
 */
export function formatDate(date: string | undefined, locale: string): string {
  const parts = parseDate(date);
  if (!parts) return '';
  const { year, month, day } = parts;
  if (!month) return String(year).padStart(4, '0');
  const at = new Date(Date.UTC(year, month - 1, day ?? 1));
  if (year < 100) at.setUTCFullYear(year);
  return localDate(at, locale, 'UTC', day !== undefined);
}

/** Hours and minutes of an instant, 24 hours: `14.05` in Danish, `14:05` in Swedish and English (TIM-01). */
export function formatTime(
  instant: string | number | Date,
  locale: string,
  options: DateOptions = {},
): string {
  const at = toDate(instant);
  return at ? timeOf(at, locale, options.timeZone) : '';
}

/** Day and month of an instant, for the marks of a chart whose year is told elsewhere: `14.11.`, `14/11`, `14 Nov`. */
export function formatDayAndMonth(
  instant: string | number | Date,
  locale: string,
  options: DateOptions = {},
): string {
  const at = toDate(instant);
  const format = toLocale(locale) === 'en' ? DAY_AND_MONTH_IN_ENGLISH : DAY_AND_MONTH;
  return at ? formatter(format, locale, options.timeZone).format(at) : '';
}

/** The weekday of an instant in three letters, to stand directly before the day (DAT-09): `tir.`, `tis`, `Tue`. */
export function formatWeekday(
  instant: string | number | Date,
  locale: string,
  options: DateOptions = {},
): string {
  const at = toDate(instant);
  return at ? formatter(WEEKDAY, locale, options.timeZone).format(at) : '';
}

/** Date and time of an instant, a space between them (TIM-03). */
export function formatDateTime(
  instant: string | number | Date | undefined,
  locale: string,
  options: DateOptions = {},
): string {
  const at = toDate(instant);
  return at ? `${localDate(at, locale, options.timeZone, true)} ${timeOf(at, locale, options.timeZone)}` : '';
}

/**
 * An instant as it is said at the bedside: "I dag kl. 14.05", yesterday likewise, else date and time. A FHIR dateTime
 * without a time of day stays a date; one that cannot be read is a word, never a gap (DAT-07).
 */
export function formatMoment(
  instant: string | undefined,
  locale: string,
  options: DateOptions & {
    now?: number | undefined;
    /** Inside a sentence: "i dag" without a capital. */
    isInSentence?: boolean | undefined;
  } = {},
): string {
  const language = toLocale(locale);
  const written = (words: string) =>
    options.isInSentence ? words.charAt(0).toLocaleLowerCase() + words.slice(1) : words;
  if (typeof instant === 'string' && /^\d{4}(-\d\d){0,2}$/.test(instant) && parseDate(instant)) {
    return formatDate(instant, locale);
  }
  const at = toDate(instant);
  if (!at) return written(text(commonTexts, language, 'time.unknown'));
  const zone = options.timeZone;
  const now = options.now ?? Date.now();
  const days = dayNumber(new Date(now), zone) - dayNumber(at, zone);
  const time = timeOf(at, locale, zone);
  if (days === 0) return written(text(commonTexts, language, 'time.today', { time }));
  if (days === 1) return written(text(commonTexts, language, 'time.yesterday', { time }));
  return `${localDate(at, locale, zone, true)} ${time}`;
}

/** ISO 8601 with the offset of the device's zone at that instant, so that the ambiguous hour of autumn stays known. */
export function toIsoWithOffset(at: Date): string {
  const offset = -at.getTimezoneOffset();
  const local = new Date(at.getTime() + offset * 60_000).toISOString().slice(0, 19);
  const two = (n: number) => String(Math.floor(n)).padStart(2, '0');
  return `${local}${offset < 0 ? '-' : '+'}${two(Math.abs(offset) / 60)}:${two(Math.abs(offset) % 60)}`;
}

type Format = Readonly<Intl.DateTimeFormatOptions>;

const DAY: Format = { year: 'numeric', month: '2-digit', day: '2-digit' };
const DAY_IN_ENGLISH: Format = { ...DAY, month: 'short' };
const MONTH: Format = { year: 'numeric', month: '2-digit' };
const MONTH_IN_ENGLISH: Format = { ...MONTH, month: 'short' };
const DAY_AND_MONTH: Format = { day: 'numeric', month: 'numeric' };
const DAY_AND_MONTH_IN_ENGLISH: Format = { day: 'numeric', month: 'short' };
const WEEKDAY: Format = { weekday: 'short' };
const TIME: Format = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };

/** Making one costs more than a hundred uses, so each is made once. A device that is carried into another zone gets new ones. */
const formatters = new WeakMap<Format, Map<string, Intl.DateTimeFormat>>();

function formatter(format: Format, locale: string, timeZone: string | undefined): Intl.DateTimeFormat {
  const kept = formatters.get(format) ?? new Map<string, Intl.DateTimeFormat>();
  formatters.set(format, kept);
  const key = `${locale} ${timeZone ?? new Date().getTimezoneOffset()}`;
  let made = kept.get(key);
  if (!made) kept.set(key, (made = new Intl.DateTimeFormat(conventionOf(locale), { ...format, timeZone })));
  return made;
}

function toDate(instant: string | number | Date | undefined): Date | undefined {
  if (instant === undefined || instant === null || instant === '') return undefined;
  // The 30th of February is no other day: Date would make the 2nd of March of it.
  if (typeof instant === 'string' && !parseDate(instant)) return undefined;
  const at = new Date(instant);
  return Number.isNaN(at.getTime()) ? undefined : at;
}

function localDate(at: Date, locale: string, timeZone: string | undefined, withDay: boolean): string {
  const isEnglish = toLocale(locale) === 'en';
  const of = withDay ? (isEnglish ? DAY_IN_ENGLISH : DAY) : isEnglish ? MONTH_IN_ENGLISH : MONTH;
  const format = formatter(of, locale, timeZone);
  if (!isEnglish) return format.format(at);
  const parts = format.formatToParts(at);
  // CLDR writes "Sept" in British English; the rule is three letters, whole only for May (DAT-01).
  const month = parts.find((part) => part.type === 'month')?.value.slice(0, 3);
  const valueOf = (type: 'day' | 'year') => parts.find((part) => part.type === type)?.value;
  return [withDay ? valueOf('day') : undefined, month, valueOf('year')].filter(Boolean).join('-');
}

function timeOf(at: Date, locale: string, timeZone: string | undefined): string {
  return formatter(TIME, locale, timeZone).format(at);
}

/** Days since the epoch of the calendar day an instant falls on in a zone. */
function dayNumber(at: Date, timeZone: string | undefined): number {
  if (timeZone === undefined) return Date.UTC(at.getFullYear(), at.getMonth(), at.getDate()) / 86_400_000;
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  })
    .format(at)
    .split('-')
    .map(Number);
  return Date.UTC(parts[0] ?? 0, (parts[1] ?? 1) - 1, parts[2] ?? 1) / 86_400_000;
}
