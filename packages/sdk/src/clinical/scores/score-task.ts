import type { Identifier, Reference, Task } from 'fhir/r4';
import type { VitalSignReading } from '../vital-signs/read-vital-signs.ts';
import type { ScoreResponse } from './score-table.ts';

/** A score of one moment, as a task for it is known by. */
export interface ScoredMoment {
  /** Id of the table, such as `news2`. */
  readonly score: string;
  readonly total: number;
  /** ISO 8601 with offset. */
  readonly measuredAt: string;
}

/** System of the identifier by which a task for a score is known, whoever made it. */
export const SCORE_TASK = 'https://samspil.dk/fhir/score-task';

/** What {@link scoreTask} needs beside the table's response. */
export interface ScoreTaskContext {
  patient: Reference;
  /** Who asks for it. */
  requester?: Reference;
  encounter?: Reference;
  /** ISO 8601 with offset: now. */
  authoredOn: string;
  /** When the next measurement is due: ISO 8601 with offset. Left out where the table gives no interval. */
  dueAt?: string;
  /** What is to be done, in words for the person who does it. */
  description: string;
  /** The score it is for: then {@link isTaskFor} knows it again. */
  about?: ScoredMoment | undefined;
  /** The measurements the score was made of: those with an id are named as input of the task. */
  readings: readonly VitalSignReading[];
}

/**
 * What a score asks for as a FHIR Task that can be saved as it is: requested, an order, with the priority of the
 * table's response and the time by which it is due as its restriction.
 */
export function scoreTask(response: ScoreResponse<string, string>, context: ScoreTaskContext): Task {
  const { patient, requester, encounter, authoredOn, dueAt, description, about, readings } = context;
  const inputs = new Set(
    readings.flatMap(({ observation: { id } }) => (typeof id === 'string' ? [`Observation/${id}`] : [])),
  );
  return {
    resourceType: 'Task',
    ...(about && { identifier: [identifierOf(about)] }),
    status: 'requested',
    intent: 'order',
    priority: response.priority ?? 'routine',
    description,
    for: patient,
    ...(encounter && { encounter }),
    ...(requester && { requester }),
    authoredOn,
    lastModified: authoredOn,
    ...(dueAt && { restriction: { period: { end: dueAt } } }),
    ...(inputs.size > 0 && {
      input: [...inputs].map((reference) => ({
        type: { text: 'Observation' },
        valueReference: { reference },
      })),
    }),
  };
}

/**
 * Whether a task is for this very score and stands: open or done. For one that was given up, such as a cancelled one,
 * another may be made. Any shape of a task is answered.
 */
export function isTaskFor(task: Task, about: ScoredMoment): boolean {
  const { value } = identifierOf(about);
  const identifiers: unknown = task.identifier;
  return (
    isStanding(task) &&
    Array.isArray(identifiers) &&
    identifiers.some((each: Identifier | null) => each?.system === SCORE_TASK && each.value === value)
  );
}

/** Whether a task is open or done, and was not given up. */
export function isStanding({ status }: Pick<Task, 'status'>): boolean {
  return !UNDONE.includes(status);
}

const UNDONE: readonly unknown[] = ['rejected', 'cancelled', 'failed', 'entered-in-error'];

/** The same moment in another time zone is the same. */
function identifierOf({ score, total, measuredAt }: ScoredMoment): { system: string; value: string } {
  const at = new Date(measuredAt);
  const moment = Number.isNaN(at.getTime()) ? measuredAt : at.toISOString();
  return { system: SCORE_TASK, value: `${score}/${total}/${moment}` };
}
