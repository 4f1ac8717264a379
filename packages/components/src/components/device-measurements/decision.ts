import type { Observation, Reference } from 'fhir/r4';
import { objectsIn } from '../../format/concepts.ts';

/** What a person decided about one measurement. */
export type Decision =
  | { readonly kind: 'validate' }
  | {
      readonly kind: 'reject';
      /** Said in the record, in the language of the screen. */
      readonly note: string;
    };

export interface DecidedBy {
  readonly user: Reference | undefined;
  /** ISO 8601 with offset. */
  readonly at: string;
}

/**
 * The measurement as it is after the decision (docs/decisions/0010): validating makes it `final` and adds who asserts it to
 * `performer`; rejecting makes it `entered-in-error` with the reason as a note. Id and version stay, so that it is written
 * only over what was looked at. What was given is not changed.
 */
export function decided(observation: Observation, decision: Decision, { user, at }: DecidedBy): Observation {
  if (decision.kind === 'reject') {
    const note = { ...(user && { authorReference: user }), time: at, text: decision.note };
    return { ...observation, status: 'entered-in-error', note: [...objectsIn(observation.note), note] };
  }
  const { status } = observation;
  const performer = objectsIn<Reference>(observation.performer);
  const isUser = ({ reference }: Reference) => reference !== undefined && reference === user?.reference;
  return {
    ...observation,
    status: status === 'amended' || status === 'corrected' ? status : 'final',
    performer: user && !performer.some(isUser) ? [...performer, user] : performer,
  };
}
