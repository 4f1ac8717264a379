import { formatDateTime, formatTime, formatWeekday } from '../../format/dates.ts';
import { formatWhen } from '../../format/onset.ts';
import type { AppointmentFacts } from './appointment-facts.ts';
import type { AppointmentsWords } from './appointments-texts.ts';

interface WhenOptions {
  readonly words: AppointmentsWords;
  readonly timeZone: string;
}

/** The weekday with the day (DAT-09), and until when or for how long; what is no time is said as it came. */
export function whenText(facts: AppointmentFacts, { words, timeZone }: WhenOptions): string {
  const { appointment, start, end, isAllDay } = facts;
  const { t, locale } = words;
  if (start === undefined) return formatWhen(appointment.start, locale) ?? t('appointment.timeUnknown');
  const dayOf = (at: number) => formatDateTime(at, locale, { timeZone }).split(' ')[0] ?? '';
  const timeOf = (at: number) => formatTime(at, locale, { timeZone });
  const begin = `${formatWeekday(start, locale, { timeZone })} ${dayOf(start)}`;
  if (isAllDay) {
    // The end is where the next day begins: the last day is the one before.
    const last = dayOf((end ?? start + 1) - 1);
    const days = last === dayOf(start) ? begin : `${begin}–${last}`;
    return t('appointment.allDay', { days });
  }
  if (end !== undefined && end > start) {
    const until = dayOf(end) === dayOf(start) ? timeOf(end) : `${dayOf(end)} ${timeOf(end)}`;
    return `${begin} ${timeOf(start)}–${until}`;
  }
  const minutes: unknown = appointment.minutesDuration;
  return typeof minutes === 'number' && minutes > 0
    ? `${begin} ${timeOf(start)}, ${t('appointment.minutes', { n: minutes })}`
    : `${begin} ${timeOf(start)}`;
}

/** What the clock is called where the device's own shows another time at that instant; undefined where they agree. */
export function foreignClock(at: number, { words, timeZone }: WhenOptions): string | undefined {
  const { locale } = words;
  if (formatDateTime(at, locale) === formatDateTime(at, locale, { timeZone })) return undefined;
  const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'longGeneric' }).formatToParts(at);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
}
