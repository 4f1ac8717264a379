import { toIsoWithOffset } from '../../format/dates.ts';
import type { FieldFault } from './vitals-form.ts';

/** When the values were measured, as the form has it: now, or a wall-clock time somebody entered. */
export interface MeasuredAt {
  /** `2026-11-22T14:05`, as a `datetime-local` field gives it. Undefined: at the moment of saving. */
  readonly typed?: string | undefined;
  /** In the hour that occurs twice when summer time ends: which of the two. */
  readonly pass?: 'first' | 'second' | undefined;
}

/** A clock of the device may be a little behind the one the time was read from. */
const toleranceMs = 60_000;

/** The instant meant, with its offset, or what is wrong with it. The future is refused. */
export function readMeasuredAt(measuredAt: MeasuredAt, now: Date): { iso: string } | { fault: FieldFault } {
  if (measuredAt.typed === undefined) return { iso: toIsoWithOffset(now) };
  const first = new Date(measuredAt.typed);
  if (!measuredAt.typed || Number.isNaN(first.getTime())) return { fault: { kind: 'invalid-time' } };
  const second = secondPass(first);
  if (second && !measuredAt.pass) return { fault: { kind: 'ambiguous-hour' } };
  const at = second && measuredAt.pass === 'second' ? second : first;
  if (at.getTime() > now.getTime() + toleranceMs) return { fault: { kind: 'future-time' } };
  return { iso: toIsoWithOffset(at) };
}

/** The later instant with the same reading on the wall, in the one hour of the year that has two. */
export function secondPass(first: Date): Date | undefined {
  const later = new Date(first.getTime() + 3_600_000);
  const hasSameReading = later.getHours() === first.getHours() && later.getMinutes() === first.getMinutes();
  return hasSameReading ? later : undefined;
}

/** An instant as a `datetime-local` field wants it. */
export function toWallClock(at: Date): string {
  return toIsoWithOffset(at).slice(0, 16);
}
