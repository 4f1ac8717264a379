import type { Task } from 'fhir/r4';
import { conceptText } from '../../format/concepts.ts';
import { instantOf, isOver, newestFirst, oldestFirst, rangeOf } from '../../format/instants.ts';
import { textIn } from '../../format/text-in.ts';
import { withKeys } from '../../states/entry-keys.ts';

const statuses = [
  'draft',
  'requested',
  'received',
  'accepted',
  'rejected',
  'ready',
  'cancelled',
  'in-progress',
  'on-hold',
  'failed',
  'completed',
  'entered-in-error',
] as const;

/** In the order in which they are done. */
const priorities = ['stat', 'asap', 'urgent', 'routine'] as const;

/** One task, as its row says it. */
export interface TaskFacts {
  readonly key: string;
  readonly name: string | undefined;
  /** Undefined for one we do not know; it is shown as it came. */
  readonly status: (typeof statuses)[number] | undefined;
  readonly priority: (typeof priorities)[number] | undefined;
  /** When the time for it is over, in milliseconds since the epoch; a day lasts until its end. */
  readonly due: number | undefined;
  readonly isOverdue: boolean;
  readonly task: Task;
}

export interface TaskGroups {
  /** What waits or is being done: the most pressing first. */
  readonly open: readonly TaskFacts[];
  /** The last one first, like all that follow. */
  readonly done: readonly TaskFacts[];
  /** Cancelled, rejected, or could not be done. */
  readonly off: readonly TaskFacts[];
  readonly wrong: readonly TaskFacts[];
}

/** Tasks by how they stand, each in exactly one group. A status we do not know is open: it may wait for somebody. */
export function groupTasks(tasks: readonly Task[], now: number): TaskGroups {
  const groups = { open: [], done: [], off: [], wrong: [] } as Record<keyof TaskGroups, TaskFacts[]>;
  for (const { key, resource } of withKeys(tasks)) {
    const facts = factsOf(key, resource, now);
    groups[groupOf(facts)].push(facts);
  }
  groups.open.sort(byPressure);
  for (const name of ['done', 'off', 'wrong'] as const)
    groups[name].sort((a, b) => newestFirst(changedAt(a), changedAt(b)));
  return groups;
}

function factsOf(key: string, task: Task, now: number): TaskFacts {
  const status = statuses.find((known) => known === task.status);
  const until: unknown = task.restriction?.period?.end;
  const facts: TaskFacts = {
    key,
    name: textIn(task.description) ?? conceptText(task.code),
    status,
    priority: priorities.find((known) => known === task.priority),
    due: rangeOf(until)?.[1],
    isOverdue: false,
    task,
  };
  return { ...facts, isOverdue: groupOf(facts) === 'open' && isOver(until, now) };
}

function groupOf({ status }: TaskFacts): keyof TaskGroups {
  if (status === 'entered-in-error') return 'wrong';
  if (status === 'completed') return 'done';
  return status === 'cancelled' || status === 'rejected' || status === 'failed' ? 'off' : 'open';
}

/** What must be done at once before all; then by when it is due, then by priority. */
function byPressure(a: TaskFacts, b: TaskFacts): number {
  const isAtOnce = ({ priority }: TaskFacts) => (priority === 'stat' ? 0 : 1);
  const rank = ({ priority }: TaskFacts) => priorities.indexOf(priority ?? 'routine');
  return isAtOnce(a) - isAtOnce(b) || oldestFirst(a.due, b.due) || rank(a) - rank(b);
}

function changedAt({ task }: TaskFacts): number | undefined {
  return instantOf(task.lastModified) ?? instantOf(task.authoredOn);
}
