import { formatDayAndMonth, formatTime } from '../format/dates.ts';
import type { TimeSpan } from './chart-spec.ts';

const day = 86_400_000;

/** Whether a mark of the time axis has its date below the time of day: it needs a second line then. */
export function hasTwoLines({ from, to }: TimeSpan): boolean {
  return to - from <= 2 * day;
}

/**
 * Two levels (CHT-14): the time of day, and below it the date where a day begins. Over several days the mark of midnight
 * is the date alone, and over months the year stands with the first mark of each.
 */
export function timeMarks(ticks: readonly number[], span: TimeSpan, locale: string): string[] {
  const dates = ticks.map((tick) => formatDayAndMonth(tick * 1000, locale));
  return ticks.map((tick, index) => {
    const at = new Date(tick * 1000);
    const date = dates[index] ?? '';
    if (!hasTwoLines(span)) {
      if (at.getHours() !== 0 || at.getMinutes() !== 0) return formatTime(at, locale);
      const before = ticks[index - 1];
      const isNewYear = before !== undefined && new Date(before * 1000).getFullYear() !== at.getFullYear();
      const needsYear = isNewYear || (index === 0 && span.to - span.from > 300 * day);
      return needsYear ? `${date} ${at.getFullYear()}` : date;
    }
    return index === 0 || dates[index - 1] !== date
      ? `${formatTime(at, locale)}\n${date}`
      : formatTime(at, locale);
  });
}
