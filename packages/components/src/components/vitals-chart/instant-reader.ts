/**
 * Reads FHIR instants (`2026-11-22T22:05:00`, with a fraction of three digits or none, then `Z` or an offset), many of which
 * lie on the same day: several times as fast as `Date.parse`, which reads whatever is
 * written in another way.
 */
export class InstantReader {
  #day = 0;
  #dayMs = 0;

  /** Milliseconds since the epoch; NaN for what is no instant. */
  read(text: string): number {
    const { length } = text;
    const end = text.charCodeAt(19) === 46 ? 23 : 19;
    const sign = text.charCodeAt(end);
    const isUtc = sign === 90 && length === end + 1;
    const isOffset = (sign === 43 || sign === 45) && length === end + 6 && text.charCodeAt(end + 3) === 58;
    if ((!isUtc && !isOffset) || text.charCodeAt(10) !== 84) return Date.parse(text);
    const day = this.#dayOf(text);
    const hours = two(text, 11);
    const minutes = two(text, 14);
    const seconds = two(text, 17);
    const ms = end === 23 ? two(text, 20) * 10 + digit(text, 22) : 0;
    const offset = isUtc ? 0 : (two(text, end + 1) * 60 + two(text, end + 4)) * (sign === 43 ? 1 : -1);
    // Every comparison with NaN is false: a sign that is no digit comes out here too.
    const isSound =
      hours < 24 && minutes < 60 && seconds < 60 && ms < 1000 && Math.abs(offset) < 1440 && day > 0;
    const hasMarks =
      text.charCodeAt(4) === 45 &&
      text.charCodeAt(7) === 45 &&
      text.charCodeAt(13) === 58 &&
      text.charCodeAt(16) === 58;
    if (!isSound || !hasMarks) return Date.parse(text);
    return day + ((hours * 60 + minutes - offset) * 60 + seconds) * 1000 + ms;
  }

  /** Midnight of the date, UTC; NaN before 1970 and for no date, which is then read the slow way. */
  #dayOf(text: string): number {
    const day = (two(text, 0) * 100 + two(text, 2)) * 10_000 + two(text, 5) * 100 + two(text, 8);
    if (day === this.#day) return this.#dayMs;
    const at = Date.parse(`${text.slice(0, 10)}T00:00:00Z`);
    if (Number.isNaN(day) || Number.isNaN(at)) return NaN;
    this.#day = day;
    this.#dayMs = at;
    return at;
  }
}

function two(text: string, at: number): number {
  return digit(text, at) * 10 + digit(text, at + 1);
}

function digit(text: string, at: number): number {
  const value = text.charCodeAt(at) - 48;
  return value >= 0 && value <= 9 ? value : NaN;
}
