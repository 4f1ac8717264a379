import type { Appointment, AppointmentParticipant, Extension } from 'fhir/r4';
import { conceptText, objectsIn } from '../../format/concepts.ts';
import { formatTime } from '../../format/dates.ts';
import { newestFirst, oldestFirst, rangeOf } from '../../format/instants.ts';
import { textIn } from '../../format/text-in.ts';
import { withKeys } from '../../states/entry-keys.ts';

const statuses = [
  'proposed',
  'pending',
  'booked',
  'arrived',
  'checked-in',
  'waitlist',
  'fulfilled',
  'cancelled',
  'noshow',
  'entered-in-error',
] as const;

/** One appointment, as its row says it. */
export interface AppointmentFacts {
  readonly key: string;
  readonly name: string | undefined;
  /** Undefined for one we do not know; it is shown as it came. */
  readonly status: (typeof statuses)[number] | undefined;
  /** Milliseconds since the epoch; undefined when no time is set or it cannot be read. */
  readonly start: number | undefined;
  readonly end: number | undefined;
  /** Whole days, by their dates or from midnight to midnight: no time of day is said. */
  readonly isAllDay: boolean;
  readonly appointment: Appointment;
}

/** From when, and by which clock, appointments are seen. */
export interface Seen {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** IANA name. What has no zone of its own, and where a day begins, is by this clock. */
  readonly timeZone: string;
}

export interface AppointmentGroups {
  /** Still to come, or without a time; the next one first. */
  readonly coming: readonly AppointmentFacts[];
  /** Newest first, like all that follow. */
  readonly past: readonly AppointmentFacts[];
  /** Cancelled, or the patient did not come. */
  readonly off: readonly AppointmentFacts[];
  readonly wrong: readonly AppointmentFacts[];
}

/** Appointments by whether they are still to come, each in exactly one group. One that goes on now is still to come. */
export function groupAppointments(appointments: readonly Appointment[], seen: Seen): AppointmentGroups {
  const groups = { coming: [], past: [], off: [], wrong: [] } as Record<
    keyof AppointmentGroups,
    AppointmentFacts[]
  >;
  for (const { key, resource } of withKeys(appointments)) {
    const facts = factsOf(key, resource, seen);
    groups[groupOf(facts, seen)].push(facts);
  }
  groups.coming.sort((a, b) => oldestFirst(a.start, b.start));
  for (const name of ['past', 'off', 'wrong'] as const)
    groups[name].sort((a, b) => newestFirst(a.start, b.start));
  return groups;
}

function factsOf(key: string, appointment: Appointment, { timeZone }: Seen): AppointmentFacts {
  const { description, serviceType, appointmentType } = appointment;
  const [start] = rangeOf(appointment.start, { timeZone }) ?? [];
  const [, end] = rangeOf(appointment.end, { timeZone }) ?? [];
  const isMidnight = (at: number | undefined) =>
    at !== undefined && formatTime(at, 'en', { timeZone }) === '00:00';
  const isDay = typeof appointment.start === 'string' && !appointment.start.includes('T');
  return {
    key,
    name: textIn(description) ?? firstText(serviceType) ?? conceptText(appointmentType),
    status: statuses.find((known) => known === appointment.status),
    start,
    // A day alone lasts until its end.
    end: end ?? (isDay ? rangeOf(appointment.start, { timeZone })?.[1] : undefined),
    isAllDay:
      start !== undefined && (isDay || (isMidnight(start) && isMidnight(end) && start < (end ?? start))),
    appointment,
  };
}

function groupOf({ status, start, end }: AppointmentFacts, { now }: Seen): keyof AppointmentGroups {
  if (status === 'entered-in-error') return 'wrong';
  if (status === 'cancelled' || status === 'noshow') return 'off';
  if (status === 'fulfilled') return 'past';
  const last = end ?? start;
  return last !== undefined && last < now ? 'past' : 'coming';
}

/** Who takes part beside the patient: people and places, in the order of the record. */
export function participantsOf({ participant }: Appointment): {
  people: AppointmentParticipant[];
  places: string[];
} {
  const all = objectsIn(participant);
  const typeOf = ({ actor }: AppointmentParticipant) => {
    const reference: unknown = actor?.reference;
    return actor?.type ?? (typeof reference === 'string' ? reference.split('/')[0] : undefined);
  };
  const isPlace = (each: AppointmentParticipant) => typeOf(each) === 'Location';
  return {
    people: all.filter((each) => !isPlace(each) && typeOf(each) !== 'Patient'),
    places: all.filter(isPlace).flatMap(({ actor }) => textIn(actor?.display) ?? []),
  };
}

/**
 * The address of a video consultation, as FHIR R5's `virtualService` comes into R4. Undefined when there is none; not yet
 * known to be safe.
 */
export function videoAddressOf({ extension }: Appointment): string | undefined {
  const service = objectsIn(extension).filter(
    ({ url }) => typeof url === 'string' && url.endsWith('Appointment.virtualService'),
  );
  const address = service
    .flatMap((each) => objectsIn<Extension>(each.extension))
    .find(({ url }) => typeof url === 'string' && url.startsWith('address'));
  return textIn(address?.valueUrl) ?? textIn(address?.valueString);
}

export function firstText(concepts: Appointment['reasonCode']): string | undefined {
  return objectsIn(concepts)
    .map(conceptText)
    .find((text) => text !== undefined);
}
