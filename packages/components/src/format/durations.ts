import { durationTexts } from '../locales/catalogues/duration.ts';
import { toLocale } from '../locales/languages.ts';
import { pluralForm, text } from '../locales/text.ts';
import { daysIn, parseDate } from './dates.ts';
import { instantOf } from './instants.ts';

const units = ['years', 'months', 'days', 'hours', 'minutes'] as const;
export type DurationUnit = (typeof units)[number];

/** How long something lasted: whole numbers, the largest unit first, without units of zero (DUR-02 to DUR-04). */
export type Duration = readonly { readonly unit: DurationUnit; readonly n: number }[];

const HOUR = 3_600_000;

/**
 * How long from one FHIR date to another, by the calendar of the device: months and days are those of the calendar, so that
 * neither a leap day nor a change of the clock makes a day too many. The longer, the coarser: minutes only within two days,
 * hours only within a week, days only within two years. Between dates without a time of day it is in days. Undefined when it
 * cannot be known: a month or a year alone, no date, or an end before the start.
 */
export function durationBetween(from: unknown, to: unknown): Duration | undefined {
  const [start, end] = [instantOf(from), instantOf(to)];
  if (start === undefined || end === undefined || end < start || !hasDay(from) || !hasDay(to))
    return undefined;
  const isExact = String(from).includes('T') && String(to).includes('T');
  // What is known to the day alone lasts whole days, wherever in the day the other end lies.
  const [first, last] = isExact ? [new Date(start), new Date(end)] : [midnight(start), midnight(end)];
  if (isExact && end - start < 48 * HOUR) return inHours(end - start);
  const months = wholeMonths(first, last);
  const since = shifted(first, { months });
  const days = wholeDays(since, last);
  const hours = Math.floor((last.getTime() - shifted(since, { days }).getTime()) / HOUR);
  const parts = compact({
    years: Math.floor(months / 12),
    months: months % 12,
    days: months < 24 ? days : 0,
    hours: isExact && months === 0 && days < 7 ? hours : 0,
    minutes: 0,
  });
  return parts.length > 0 ? parts : [{ unit: 'days', n: 0 }];
}

/** In words: "3 dage 4 t.". Number and unit stay together, pairs are a space apart (DUR-04). */
export function formatDuration(duration: Duration, locale: string): string {
  const language = toLocale(locale);
  return duration
    .map(({ unit, n }) => text(durationTexts, language, `duration.${unit}.${pluralForm(n)}`, { n }))
    .join(' ');
}

function inHours(milliseconds: number): Duration {
  const minutes = Math.floor(milliseconds / 60_000);
  const parts = compact({
    years: 0,
    months: 0,
    days: 0,
    hours: Math.floor(minutes / 60),
    minutes: minutes % 60,
  });
  return parts.length > 0 ? parts : [{ unit: 'minutes', n: 0 }];
}

function compact(parts: Readonly<Record<DurationUnit, number>>): Duration {
  return units.map((unit) => ({ unit, n: parts[unit] })).filter(({ n }) => n > 0);
}

function hasDay(date: unknown): boolean {
  return parseDate(String(date))?.day !== undefined;
}

function midnight(at: number): Date {
  const day = new Date(at);
  day.setHours(0, 0, 0, 0);
  return day;
}

function wholeMonths(first: Date, last: Date): number {
  const months = (last.getFullYear() - first.getFullYear()) * 12 + last.getMonth() - first.getMonth();
  return shifted(first, { months }) > last ? months - 1 : months;
}

function wholeDays(first: Date, last: Date): number {
  const days = Math.round(
    (midnight(last.getTime()).getTime() - midnight(first.getTime()).getTime()) / (24 * HOUR),
  );
  return shifted(first, { days }) > last ? days - 1 : days;
}

/** The same time of day, months or days later; a day the month lacks is its last one. */
function shifted(from: Date, { months = 0, days = 0 }: { months?: number; days?: number }): Date {
  const first = new Date(from);
  first.setDate(1);
  first.setMonth(first.getMonth() + months);
  const lastDay = daysIn(first.getFullYear(), first.getMonth() + 1);
  first.setDate(Math.min(from.getDate(), lastDay) + days);
  return first;
}
