import type {
  Appointment,
  Condition,
  DocumentReference,
  Encounter,
  MedicationRequest,
  Observation,
  Procedure,
} from 'fhir/r4';
import { rangeOf } from '../../format/instants.ts';
import { endOf, startOf } from '../medication-list/course.ts';

/** What a timeline shows. */
export type TimelineResource =
  Appointment | Condition | DocumentReference | Encounter | MedicationRequest | Observation | Procedure;

/** When something was or is, in milliseconds since the epoch. */
export interface Span {
  readonly from: number;
  /** Equal to `from` for a moment. Undefined: it goes on. */
  readonly to: number | undefined;
  /** Only a day, a month or a year is known: it lies somewhere in here. */
  readonly isVague: boolean;
}

/** From when to when, as the record writes it. */
export interface Written {
  readonly from: unknown;
  readonly to?: unknown;
  /** Without an end it goes on, rather than being a moment. */
  readonly isOpen?: boolean;
}

/**
 * When it happened, never when it was written down (TML-11). Undefined when the record does not say, or says it in a way
 * that has no place on an axis.
 */
export function spanOf(resource: TimelineResource): Span | undefined {
  const { from, to, isOpen } = writtenOf(resource);
  const start = rangeOf(from);
  if (!start) return undefined;
  const end = rangeOf(to);
  if (end && end[1] >= start[0]) return { from: start[0], to: end[1], isVague: false };
  if (isOpen && !end) return { from: start[0], to: undefined, isVague: false };
  return { from: start[0], to: start[1], isVague: start[1] > start[0] };
}

/** Its dates, from where each type has them. */
export function writtenOf(resource: TimelineResource): Written {
  switch (resource.resourceType) {
    case 'Encounter': {
      const { period, status } = resource;
      return {
        from: period?.start,
        to: period?.end,
        isOpen: status === 'in-progress' || status === 'onleave',
      };
    }
    case 'Condition': {
      const { onsetDateTime, onsetPeriod, abatementDateTime, abatementPeriod, clinicalStatus } = resource;
      const codes = Array.isArray(clinicalStatus?.coding) ? clinicalStatus.coding : [];
      return {
        from: onsetDateTime ?? onsetPeriod?.start,
        to: abatementDateTime ?? abatementPeriod?.end,
        isOpen: codes.some((coding) => coding?.code === 'active'),
      };
    }
    case 'MedicationRequest':
      return {
        from: startOf(resource) ?? resource.authoredOn,
        to: endOf(resource),
        isOpen: resource.status === 'active' || resource.status === 'on-hold',
      };
    case 'Procedure':
      return {
        from: resource.performedDateTime ?? resource.performedPeriod?.start,
        to: resource.performedPeriod?.end,
        isOpen: resource.status === 'in-progress',
      };
    case 'Observation': {
      const { effectiveDateTime, effectiveInstant, effectivePeriod } = resource;
      return {
        from: effectiveDateTime ?? effectiveInstant ?? effectivePeriod?.start,
        to: effectivePeriod?.end,
      };
    }
    case 'DocumentReference':
      return { from: resource.date };
    case 'Appointment':
      return { from: resource.start, to: resource.end };
  }
}
