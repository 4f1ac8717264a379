import { formatDate, formatDayAndMonth } from '../../format/dates.ts';
import type { Span } from './entry-span.ts';

const DAY = 86_400_000;

/** Set ranges to choose from (TML-12): how far back, and how far ahead for what is planned. */
export const ranges = {
  week: { back: 7 * DAY, ahead: 2 * DAY },
  month: { back: 30 * DAY, ahead: 7 * DAY },
  year: { back: 365 * DAY, ahead: 60 * DAY },
} as const;
export type RangeName = keyof typeof ranges | 'all';

/** What the axis goes over, in milliseconds since the epoch. */
export interface Axis {
  readonly from: number;
  readonly to: number;
  readonly now: number;
}

/** The axis of a range; of all, it begins a little before the first and ends a little after the last. */
export function axisOf(name: RangeName, spans: readonly Span[], now: number): Axis {
  if (name !== 'all') return { from: now - ranges[name].back, to: now + ranges[name].ahead, now };
  const from = Math.min(now - DAY, ...spans.map((span) => span.from));
  const to = Math.max(now + DAY, ...spans.map((span) => span.to ?? now));
  const margin = (to - from) * 0.02;
  return { from: from - margin, to: to + margin, now };
}

/** The shortest range that holds all; a year at most, because years squeeze the last days into nothing. */
export function rangeFor(spans: readonly Span[], now: number): RangeName {
  const names = ['week', 'month'] as const;
  const holds = (name: (typeof names)[number]) =>
    spans.every((span) => isInside(span, axisOf(name, [], now)) && span.from >= now - ranges[name].back);
  return names.find(holds) ?? 'year';
}

/** Whether any of it is on the axis. */
export function isInside(span: Span, { from, to }: Axis): boolean {
  return span.from <= to && (span.to ?? Infinity) >= from;
}

/** Where an instant stands, in percent of the axis; beyond it, at its edge. */
export function placeOf(at: number, { from, to }: Axis): number {
  return (100 * (Math.min(Math.max(at, from), to) - from)) / (to - from);
}

/** Marks at the beginning of days, weeks, months or years: five to nine of them, proportional (TML-02). */
export function marksOf(axis: Axis, locale: string): { at: number; label: string }[] {
  const days = (axis.to - axis.from) / DAY;
  const steps: [number, (at: Date) => Date][] = [
    [10, (at) => new Date(at.getFullYear(), at.getMonth(), at.getDate() + 1)],
    [50, (at) => new Date(at.getFullYear(), at.getMonth(), at.getDate() + 7)],
    [250, (at) => new Date(at.getFullYear(), at.getMonth() + 1, 1)],
    [800, (at) => new Date(at.getFullYear(), at.getMonth() + 3, 1)],
  ];
  const years = Math.max(1, Math.ceil(days / 365 / 8));
  const next =
    steps.find(([most]) => days <= most)?.[1] ?? ((at: Date) => new Date(at.getFullYear() + years, 0, 1));
  const marks: { at: number; label: string }[] = [];
  const begin = new Date(axis.from);
  const isByDay = days <= 50;
  let at = isByDay
    ? new Date(begin.getFullYear(), begin.getMonth(), begin.getDate() + (days > 10 ? toMonday(begin) : 1))
    : next(new Date(begin.getFullYear(), days <= 800 ? begin.getMonth() : 0, 1));
  for (; at.getTime() < axis.to; at = next(at))
    if (at.getTime() > axis.from)
      marks.push({ at: at.getTime(), label: labelOf(at, { isByDay, days }, locale) });
  return marks;
}

/** Days until the next Monday, when a week begins. */
const toMonday = (at: Date): number => (8 - at.getDay()) % 7 || 7;

function labelOf(at: Date, { isByDay, days }: { isByDay: boolean; days: number }, locale: string): string {
  if (isByDay) return formatDayAndMonth(at, locale);
  const month = `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}`;
  return formatDate(days > 800 ? String(at.getFullYear()) : month, locale);
}
