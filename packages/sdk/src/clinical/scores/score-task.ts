import type { Reference, Task } from 'fhir/r4';
import type { VitalSignReading } from '../vital-signs/read-vital-signs.ts';
import type { ScoreResponse } from './score-table.ts';

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
  /** The measurements the score was made of: those with an id are named as input of the task. */
  readings: readonly VitalSignReading[];
}

/**
 * What a score asks for as a FHIR Task that can be saved as it is: requested, an order, with the priority of the
 * table's response and the time by which it is due as its restriction.
 */
export function scoreTask(response: ScoreResponse<string, string>, context: ScoreTaskContext): Task {
  const { patient, requester, encounter, authoredOn, dueAt, description, readings } = context;
  const inputs = new Set(
    readings.flatMap(({ observation: { id } }) => (id === undefined ? [] : [`Observation/${id}`])),
  );
  return {
    resourceType: 'Task',
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
