import { parseDate, type DateOptions } from './dates.ts';

/**
 * The instant a FHIR date or dateTime begins, in milliseconds since the epoch, so that entries can be put in order. What has
 * no zone of its own (a day, a month, a year, and the time on a wall some systems send) is of `timeZone`; by default that
 * of the device. Undefined for what is no date.
 */
export function instantOf(date: unknown, options: DateOptions = {}): number | undefined {
  return rangeOf(date, options)?.[0];
}

/** The first and the last moment a FHIR date can mean: a moment is both, a day ends where the next begins. */
export function rangeOf(
  date: unknown,
  { timeZone }: DateOptions = {},
): readonly [from: number, to: number] | undefined {
  const parts = typeof date === 'string' ? parseDate(date) : undefined;
  if (!parts) return undefined;
  const written = String(date);
  if (written.includes('T')) {
    const at = hasZone(written) ? Date.parse(written) : instantIn(Date.parse(`${written}Z`), timeZone);
    return Number.isNaN(at) ? undefined : [at, at];
  }
  const { year, month, day } = parts;
  const at = (y: number, m: number, d: number) => instantIn(Date.UTC(y, m, d), timeZone);
  if (month === undefined) return [at(year, 0, 1), at(year + 1, 0, 1)];
  if (day === undefined) return [at(year, month - 1, 1), at(year, month, 1)];
  return [at(year, month - 1, day), at(year, month - 1, day + 1)];
}

/** Whether a moment, or all of a day, a month or a year, is over. Never for what is no date. */
export function isOver(date: unknown, now: number, options: DateOptions = {}): boolean {
  const range = rangeOf(date, options);
  if (!range) return false;
  const [from, to] = range;
  return from === to ? from < now : to <= now;
}

/** Whether a moment, or the beginning of a day, a month or a year, is still to come. Never for what is no date. */
export function isAhead(date: unknown, now: number, options: DateOptions = {}): boolean {
  const range = rangeOf(date, options);
  return range !== undefined && range[0] > now;
}

/** For sorting: the newest first, what has no date last, the order of the record among equals. */
export function newestFirst(a: number | undefined, b: number | undefined): number {
  return a === b ? 0 : (b ?? -Infinity) > (a ?? -Infinity) ? 1 : -1;
}

/** For sorting: the oldest first, what has no date last, the order of the record among equals. */
export function oldestFirst(a: number | undefined, b: number | undefined): number {
  return a === b ? 0 : (a ?? Infinity) > (b ?? Infinity) ? 1 : -1;
}

function hasZone(dateTime: string): boolean {
  return /(?:Z|[+-]\d\d:?\d\d)$/.test(dateTime);
}

/** The instant at which a clock in the zone shows what a clock in Greenwich shows at `wall`. */
function instantIn(wall: number, timeZone: string | undefined): number {
  if (Number.isNaN(wall)) return wall;
  const shown = new Date(wall);
  if (timeZone === undefined) {
    const [year, month, day] = [shown.getUTCFullYear(), shown.getUTCMonth(), shown.getUTCDate()];
    const time = [shown.getUTCHours(), shown.getUTCMinutes(), shown.getUTCSeconds()] as const;
    return new Date(year, month, day, ...time).getTime();
  }
  // Twice: the first guess may lie on the other side of a change of the clock.
  const guess = wall - offsetAt(wall, timeZone);
  return wall - offsetAt(guess, timeZone);
}

/** How far a zone's clock is ahead of Greenwich at an instant, in milliseconds. */
function offsetAt(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at);
  const of = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((part) => part.type === type)?.value ?? 0);
  const shown = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
  return shown - Math.floor(at / 1000) * 1000;
}
