const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Days and hours as a clock on the wall in Copenhagen shows them, counted back from `now`. */
export interface Calendar {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** The instant at a time of day so many days ago (negative: ahead). */
  at(daysAgo: number, hour: number, minute?: number): number;
  /** `2026-03-01T07:05:00+01:00` */
  instant(at: number): string;
  /** `2026-03-01` */
  date(at: number): string;
  /** Hour of the day, 0 to 23. */
  hour(at: number): number;
  /** The date so many days ago. */
  day(daysAgo: number): string;
}

/** Written out instead of asked of Intl: the same on every machine, whatever its time zone data, and quick. */
export function calendarFor(now: Date): Calendar {
  const nowMs = now.getTime();
  const midnight = Math.floor((nowMs + offset(nowMs)) / DAY) * DAY;
  const wall = (at: number) => new Date(at + offset(at));
  const date = (at: number) => wall(at).toISOString().slice(0, 10);
  return {
    now: nowMs,
    at: (daysAgo, hour, minute = 0) => fromWall(midnight - daysAgo * DAY + hour * HOUR + minute * 60_000),
    instant: (at) => `${wall(at).toISOString().slice(0, 19)}+0${offset(at) / HOUR}:00`,
    date,
    hour: (at) => wall(at).getUTCHours(),
    day: (daysAgo) => new Date(midnight - daysAgo * DAY).toISOString().slice(0, 10),
  };
}

/** Europe/Copenhagen since 1996: summer time from the last Sunday of March to that of October, at 01:00 UTC. */
function offset(at: number): number {
  const year = new Date(at).getUTCFullYear();
  return at >= lastSunday(year, 2) && at < lastSunday(year, 9) ? 2 * HOUR : HOUR;
}

function lastSunday(year: number, month: number): number {
  const lastDay = new Date(Date.UTC(year, month + 1, 0, 1));
  return lastDay.getTime() - lastDay.getUTCDay() * DAY;
}

/** The repeated hour of autumn is taken as the first of the two; the hour that spring leaves out is moved on. */
function fromWall(wall: number): number {
  const inSummer = wall - 2 * HOUR;
  return offset(inSummer) === 2 * HOUR ? inSummer : wall - HOUR;
}
