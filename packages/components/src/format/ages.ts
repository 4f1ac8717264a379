import { bannerTexts } from '../locales/catalogues/banner.ts';
import { toLocale } from '../locales/languages.ts';
import { text } from '../locales/text.ts';
import { daysIn, parseDate } from './dates.ts';

export type AgeUnit = 'years' | 'months' | 'weeks' | 'days' | 'hours' | 'minutes';

/** An age in at most two units, the larger first; a smaller unit of zero is left out (BAN-40). */
export type Age = readonly { unit: AgeUnit; n: number }[];

interface Day {
  year: number;
  month: number;
  day: number;
}

/**
 * The age at an instant, in the units of BAN-40: the younger, the finer. `birth` is a FHIR date, or a dateTime (from
 * the `patient-birthTime` extension) which allows hours and minutes. From a year alone the age is in years, from year
 * and month in years or months. Undefined when it cannot be known: no birth date, or one in the future.
 *
 * Days are counted in the calendar of the device: a child is a day older at midnight where it is.
 */
export function ageOf(birth: string | undefined, at: Date = new Date()): Age | undefined {
  const born = parseDate(birth);
  if (!born) return undefined;
  const today: Day = { year: at.getFullYear(), month: at.getMonth() + 1, day: at.getDate() };
  if (born.month === undefined) {
    const years = today.year - born.year;
    return years >= 0 ? [{ unit: 'years', n: years }] : undefined;
  }
  if (born.day === undefined) {
    const months = (today.year - born.year) * 12 + today.month - born.month;
    if (months < 0) return undefined;
    return months < 24 ? [{ unit: 'months', n: months }] : [{ unit: 'years', n: Math.floor(months / 12) }];
  }
  const exact = birth?.includes('T') ? minutesBetween(birth, at) : undefined;
  if (exact !== undefined && exact < 0) return undefined;
  if (exact !== undefined && exact < 120) return [{ unit: 'minutes', n: exact }];
  if (exact !== undefined && exact < 48 * 60) return [{ unit: 'hours', n: Math.floor(exact / 60) }];
  return ageInDays({ year: born.year, month: born.month, day: born.day }, today);
}

/** Completed years, or undefined when the birth date does not tell: what a score's age limit needs. */
export function yearsOf(birth: string | undefined, at: Date = new Date()): number | undefined {
  const born = parseDate(birth);
  if (!born || !ageOf(birth, at)) return undefined;
  // A partial date counts from its last possible day: the person has reached at least this age.
  const month = born.month ?? 12;
  const day = born.day ?? daysIn(born.year, month);
  const today = { year: at.getFullYear(), month: at.getMonth() + 1, day: at.getDate() };
  return Math.max(0, Math.floor(wholeMonths({ year: born.year, month, day }, today) / 12));
}

/** An age in words: "7 år 2 mdr.". Units come from the texts. */
export function formatAge(age: Age, locale: string): string {
  return age.map(({ unit, n }) => text(bannerTexts, toLocale(locale), `banner.age.${unit}`, { n })).join(' ');
}

function ageInDays(born: Day, today: Day): Age | undefined {
  const days = (utc(today) - utc(born)) / 86_400_000;
  if (days < 0) return undefined;
  if (days < 28) return [{ unit: 'days', n: days }];
  const months = wholeMonths(born, today);
  if (months < 12) return pair('weeks', Math.floor(days / 7), 'days', days % 7);
  if (months < 24) {
    // A day the month lacks overflows into the next month, like the birthday of somebody born on 29 February.
    const since = utc({ ...born, month: born.month + months });
    return pair('months', months, 'days', Math.max(0, (utc(today) - since) / 86_400_000));
  }
  const years = Math.floor(months / 12);
  return years < 18 ? pair('years', years, 'months', months % 12) : [{ unit: 'years', n: years }];
}

function pair(upper: AgeUnit, upperN: number, lower: AgeUnit, lowerN: number): Age {
  return [{ unit: upper, n: upperN }, ...(lowerN > 0 ? [{ unit: lower, n: lowerN }] : [])];
}

/** Somebody born on the 29th of February has the birthday on 1 March in other years, as Danish law counts. */
function wholeMonths(born: Day, today: Day): number {
  return (today.year - born.year) * 12 + today.month - born.month - (today.day < born.day ? 1 : 0);
}

function utc(day: Day): number {
  return Date.UTC(day.year, day.month - 1, day.day);
}

function minutesBetween(birth: string, at: Date): number | undefined {
  const from = new Date(birth).getTime();
  return Number.isNaN(from) ? undefined : Math.floor((at.getTime() - from) / 60_000);
}
