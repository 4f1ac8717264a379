/**
 * Whether the end of a period has passed. A date counts to its own end: of the day, the month or the year, in the zone of the
 * device. What is no date has not passed: nobody could say.
 */
export function isOver(end: string | undefined, now: Date): boolean {
  if (end === undefined) return false;
  if (isDate(end)) return end < today(now).slice(0, end.length);
  return Date.parse(end) < now.getTime();
}

/** Whether the beginning of a period is still to come. */
export function isAhead(start: string | undefined, now: Date): boolean {
  if (start === undefined) return false;
  if (isDate(start)) return start > today(now).slice(0, start.length);
  return Date.parse(start) > now.getTime();
}

function isDate(text: string): boolean {
  return /^\d{4}(-\d\d){0,2}$/.test(text);
}

function today(now: Date): string {
  const parts = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  return parts.map((part) => String(part).padStart(2, '0')).join('-');
}
