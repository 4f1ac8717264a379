import type { Reference, Task } from 'fhir/r4';
import type { TaskFacts } from './task-facts.ts';

export type TaskChange = 'take' | 'done';

/** What a person may do with a task as it stands: nothing with one that is not theirs to change. */
export function changesOf({ status, task }: TaskFacts, user: string | undefined): TaskChange[] {
  // Without an id there is no version to write over.
  if (typeof task.id !== 'string' || status === undefined || status === 'draft') return [];
  const isMine = user !== undefined && task.owner?.reference === user;
  return isMine && status === 'in-progress' ? ['done'] : ['take', 'done'];
}

/**
 * The task as it is after the change: taken, it is in progress and the person's own; done, it is completed by them. Id and
 * version stay, so that it is written only over what was looked at.
 */
export function changedTask(
  task: Task,
  change: TaskChange,
  { user, at }: { user: Reference | undefined; at: string },
): Task {
  return {
    ...task,
    status: change === 'take' ? 'in-progress' : 'completed',
    ...(user && { owner: user }),
    lastModified: at,
    ...(change === 'done' && { executionPeriod: { ...task.executionPeriod, end: at } }),
  };
}
