import { isStanding, isTaskFor, SCORE_TASK, type ScoredMoment } from '@samspil/sdk/clinical';
import type { Task } from 'fhir/r4';
import type { CdsSuggestion, PrefetchTemplate, SupportCall } from './service.ts';

/** By this identifier a task is known as one that a suggestion made. */
const SUGGESTION_SYSTEM = 'https://samspil.dk/fhir/cds-suggestion';

/** Tasks that came of earlier suggestions, and no others. */
export const suggestedTasks: PrefetchTemplate = tasksOf(SUGGESTION_SYSTEM);

/** The same, and those that anybody made for a score. */
export const scoreTasks: PrefetchTemplate = tasksOf(SUGGESTION_SYSTEM, SCORE_TASK);

function tasksOf(...systems: readonly string[]): PrefetchTemplate {
  const identifiers = encodeURIComponent(systems.map((system) => `${system}|`).join());
  return {
    query: `Task?patient={{context.patientId}}&identifier=${identifiers}&_sort=-_lastUpdated&_count=100`,
    type: 'Task',
    needs: 'newest',
  };
}

/** Whether the task of a suggestion was made already, by anybody. One that was cancelled may be suggested anew. */
export function isMade(uuid: string, { prefetch }: SupportCall): boolean {
  return prefetch
    .of<Task>('tasks')
    .some(
      (task) =>
        isStanding(task) &&
        task.identifier?.some(({ system, value }) => system === SUGGESTION_SYSTEM && value === uuid),
    );
}

/** Whether a task for this score stands: made here or beside the score itself, by anybody. */
export function isMadeFor(about: ScoredMoment, { prefetch }: SupportCall): boolean {
  return prefetch.of<Task>('tasks').some((task) => isTaskFor(task, about));
}

/** The suggestion to make a task. Who asks for it, in which stay and when, is the client's to write: it knows. */
export function suggestTask(
  uuid: string,
  label: string,
  { authoredOn: _, lastModified: __, ...task }: Task,
): CdsSuggestion {
  const own = { system: SUGGESTION_SYSTEM, value: uuid };
  const resource: Task = { ...task, identifier: [own, ...(task.identifier ?? [])] };
  return {
    uuid,
    label,
    isRecommended: true,
    actions: [{ type: 'create', description: task.description, resource }],
  };
}
