import { parseDate } from '../../../format/dates.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * A date as a person types it, as precise as it is: `14.11.2025`, `14/11/2025`, `14-Nov-2025`, `2025-11-14`; `11.2025`,
 * `2025-11`; `2025`. The day stands before the month, in every language here. Undefined for what is no date.
 */
export function parseTypedDate(typed: string): string | undefined {
  const text = typed.trim().toLowerCase();
  const iso = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(text);
  const local = /^(?:(\d{1,2})[.\-/ ])?(\d{1,2}|[a-z]{3})[.\-/ ](\d{4})$/.exec(text);
  const [year, month, day] = iso ? iso.slice(1) : local ? local.slice(1).reverse() : [];
  if (year === undefined) return undefined;
  const number = month && /[a-z]/.test(month) ? String(MONTHS.indexOf(month) + 1) : month;
  const date = [year, number, day].flatMap((part) => (part === undefined ? [] : part.padStart(2, '0')));
  return parseDate(date.join('-')) ? date.join('-') : undefined;
}

/** A time of day as it is typed: `14.05`, `14:05`, `1405`, `14:05:30`. FHIR's form, with seconds; undefined for none. */
export function parseTypedTime(typed: string): string | undefined {
  const match = /^([01]?\d|2[0-3])[.:]?([0-5]\d)(?:[.:]?([0-5]\d))?$/.exec(typed.trim());
  const [, hours = '', minutes = '', seconds = '00'] = match ?? [];
  return match ? `${hours.padStart(2, '0')}:${minutes}:${seconds}` : undefined;
}
