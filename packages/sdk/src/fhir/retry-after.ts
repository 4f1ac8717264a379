/** The longest wait a server can ask of us, in milliseconds: one hour. A proxy that says "a year" must not win. */
export const MAX_RETRY_AFTER_MS = 3_600_000;

/** IMF-fixdate and its two obsolete forms all begin with the name of a day (RFC 9110 §5.6.7). */
const HTTP_DATE = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/;

/**
 * Reads `Retry-After` (RFC 9110 §10.2.3): seconds or a date. Gives milliseconds from `nowMs`, between 0 and
 * {@link MAX_RETRY_AFTER_MS}; undefined when absent or malformed. Pass the server's own `Date` as `nowMs` where it is
 * readable: the clock of a bedside device can be a day off.
 */
export function parseRetryAfter(header: string | null, nowMs: number): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d+$/.test(text)) return Math.min(Number(text) * 1000, MAX_RETRY_AFTER_MS);
  if (!HTTP_DATE.test(text)) return undefined;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.min(Math.max(at - nowMs, 0), MAX_RETRY_AFTER_MS);
}
