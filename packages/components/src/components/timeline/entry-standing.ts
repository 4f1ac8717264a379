import { codesOf, conceptText } from '../../format/concepts.ts';
import { textIn } from '../../format/text-in.ts';
import type { TimelineResource } from './entry-span.ts';

/** Whether it is true of the patient's course: it is; it came to nothing or is not in force; it was wrong. */
export type Standing = 'valid' | 'off' | 'wrong';

/** What never took place stands on no axis: a cancelled appointment drawn as one would be waited for. */
const cameToNothing: Readonly<Record<TimelineResource['resourceType'], readonly string[]>> = {
  Appointment: ['cancelled', 'noshow'],
  Condition: [],
  DocumentReference: [],
  Encounter: ['cancelled'],
  MedicationRequest: ['cancelled', 'draft'],
  Observation: ['cancelled'],
  Procedure: ['not-done'],
};

export function standingOf(resource: TimelineResource): Standing {
  const { resourceType } = resource;
  if (resourceType === 'Condition') {
    const codes = codesOf(resource.verificationStatus);
    return codes.includes('entered-in-error') || codes.includes('refuted') ? 'wrong' : 'valid';
  }
  const status: unknown = resource.status;
  if (status === 'entered-in-error') return 'wrong';
  if (resourceType === 'DocumentReference' && resource.docStatus === 'entered-in-error') return 'wrong';
  // A prohibition is no treatment, however it is written.
  const isProhibited = resourceType === 'MedicationRequest' && (resource.doNotPerform ?? false) !== false;
  return isProhibited || cameToNothing[resourceType].some((each) => each === status) ? 'off' : 'valid';
}

const known = [
  'active',
  'amended',
  'arrived',
  'booked',
  'cancelled',
  'checked-in',
  'completed',
  'corrected',
  'current',
  'draft',
  'entered-in-error',
  'final',
  'finished',
  'fulfilled',
  'in-progress',
  'inactive',
  'noshow',
  'not-done',
  'on-hold',
  'onleave',
  'pending',
  'planned',
  'preliminary',
  'preparation',
  'proposed',
  'recurrence',
  'refuted',
  'registered',
  'relapse',
  'remission',
  'resolved',
  'stopped',
  'superseded',
  'triaged',
  'unknown',
  'waitlist',
] as const;

/** Its status as a word we have, else as it came; undefined when the record gives none. */
export function statusIn(
  resource: TimelineResource,
): { code: (typeof known)[number] } | { asItCame: string } | undefined {
  const { given, asItCame } = writtenStatus(resource);
  const code = known.find((each) => given.includes(each));
  return code ? { code } : asItCame === undefined ? undefined : { asItCame };
}

function writtenStatus(resource: TimelineResource): {
  given: readonly string[];
  asItCame: string | undefined;
} {
  if (resource.resourceType !== 'Condition') {
    const status = textIn(resource.status);
    return { given: status === undefined ? [] : [status], asItCame: status };
  }
  const { clinicalStatus, verificationStatus } = resource;
  // What is wrong is said instead of a status it no longer has.
  const concept = standingOf(resource) === 'wrong' ? verificationStatus : clinicalStatus;
  return { given: codesOf(concept), asItCame: conceptText(concept) };
}
