/** First and last millisecond of something that has a duration, such as a day or a Period. Ends are included. */
export interface DateRange {
  readonly low: number;
  readonly high: number;
}

/** The open ends of a Period: the first and the last instant that a date can stand for. */
export const BEGINNING = -8.64e15;
export const END = 8.64e15;

const DATE_TIME =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:\d{2})?)?)?)?$/;

/**
 * The range that a FHIR date, dateTime or instant stands for (https://hl7.org/fhir/R4/search.html#date); undefined for
 * what is none. Without a zone it is UTC.
 */
export function dateRangeOf(text: string): DateRange | undefined {
  const match = DATE_TIME.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second, fraction, zone] = match;
  const low = Date.UTC(
    ...[Number(year), Number(month ?? 1) - 1, Number(day ?? 1)],
    ...[Number(hour ?? 0), Number(minute ?? 0), Math.min(Number(second ?? 0), 59)],
    Number((fraction ?? '').slice(0, 3).padEnd(3, '0')),
  );
  const date = new Date(low);
  const isInCalendar =
    date.getUTCMonth() === Number(month ?? 1) - 1 &&
    date.getUTCDate() === Number(day ?? 1) &&
    date.getUTCHours() === Number(hour ?? 0);
  if (!isInCalendar) return undefined;
  const start = low - offsetOf(zone);
  return { low: start, high: start + spanMs(match) - 1 };
}

/** The range of a FHIR Period; a missing end is open. Undefined when neither end is a date. */
export function periodRangeOf(period: { start?: unknown; end?: unknown }): DateRange | undefined {
  const start = typeof period.start === 'string' ? dateRangeOf(period.start) : undefined;
  const end = typeof period.end === 'string' ? dateRangeOf(period.end) : undefined;
  if (!start && !end) return undefined;
  return { low: start?.low ?? BEGINNING, high: end?.high ?? END };
}

/** How long what was written lasts, in milliseconds: a year, a month, a day, a minute, a second or less. */
function spanMs([, year, month, day, hour, , second, fraction]: RegExpExecArray): number {
  if (fraction !== undefined) return 10 ** Math.max(0, 3 - fraction.length);
  if (second !== undefined) return 1_000;
  if (hour !== undefined) return 60_000;
  if (day !== undefined) return 86_400_000;
  const [y, m] = [Number(year), Number(month ?? 1) - 1];
  const next = month === undefined ? Date.UTC(y + 1, 0, 1) : Date.UTC(y, m + 1, 1);
  return next - Date.UTC(y, m, 1);
}

function offsetOf(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z') return 0;
  const sign = zone.startsWith('-') ? -1 : 1;
  return sign * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6))) * 60_000;
}
