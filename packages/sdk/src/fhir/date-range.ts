/** First and last millisecond of something that has a duration, such as a day or a period. Ends are included. */
export interface DateRange {
  readonly low: number;
  readonly high: number;
}

/** The open ends of a Period: the first and the last instant that a date can stand for. */
const BEGINNING = -8.64e15;
const END = 8.64e15;

const DATE_TIME =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:\d{2})?)?)?)?$/;

/**
 * The range that a FHIR date, dateTime or instant stands for (https://hl7.org/fhir/R4/search.html#date); undefined for
 * what is none. Without a zone it is UTC.
 *
 * Not `toPeriod` of `@medplum/core`: it fills `2024-02` up to February 31.
 */
export function dateRangeOf(text: string): DateRange | undefined {
  const match = DATE_TIME.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second, fraction, zone] = match;
  const at = [
    Number(year),
    Number(month ?? 1) - 1,
    Number(day ?? 1),
    Number(hour ?? 0),
    Number(minute ?? 0),
  ] as const;
  const millis = Number((fraction ?? '').slice(0, 3).padEnd(3, '0'));
  const start = utc(...at, Number(second ?? 0), millis);
  if (start === undefined) return undefined;
  const low = start - offsetOf(zone);
  if (fraction !== undefined && fraction.length >= 3) return { low, high: low };
  if (fraction !== undefined) return { low, high: low + 10 ** (3 - fraction.length) - 1 };
  if (second !== undefined) return { low, high: low + 999 };
  if (hour !== undefined) return { low, high: low + 59_999 };
  if (day !== undefined) return { low, high: low + 86_399_999 };
  const next = month === undefined ? Date.UTC(at[0] + 1, 0, 1) : Date.UTC(at[0], at[1] + 1, 1);
  return { low, high: next - 1 };
}

/** The range of a FHIR Period; a missing end is open. Undefined when neither end is a date. */
export function periodRangeOf(period: { start?: unknown; end?: unknown }): DateRange | undefined {
  const start = typeof period.start === 'string' ? dateRangeOf(period.start) : undefined;
  const end = typeof period.end === 'string' ? dateRangeOf(period.end) : undefined;
  if (!start && !end) return undefined;
  return { low: start?.low ?? BEGINNING, high: end?.high ?? END };
}

/** Undefined for a date that is not in the calendar, such as February 30. A leap second is the second before it. */
function utc(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
  millis: number,
): number | undefined {
  const time = Date.UTC(year, month, day, hour, minute, Math.min(second, 59), millis);
  const date = new Date(time);
  const exists = date.getUTCMonth() === month && date.getUTCDate() === day && date.getUTCHours() === hour;
  return exists && minute < 60 && second <= 60 ? time : undefined;
}

function offsetOf(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z') return 0;
  const sign = zone.startsWith('-') ? -1 : 1;
  return sign * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6))) * 60_000;
}
