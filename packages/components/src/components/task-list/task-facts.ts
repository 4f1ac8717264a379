import type { Task } from 'fhir/r4';
import { conceptText } from '../../format/concepts.ts';
import { parseDate } from '../../format/dates.ts';
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
  /** The last moment at which it is in time, in milliseconds since the epoch. */
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
    groups[name].sort((a, b) => changedAt(b) - changedAt(a));
  return groups;
}

function factsOf(key: string, task: Task, now: number): TaskFacts {
  const status = statuses.find((known) => known === task.status);
  const due = lastMomentOf(task.restriction?.period?.end);
  const facts: TaskFacts = {
    key,
    name: textIn(task.description) ?? conceptText(task.code),
    status,
    priority: priorities.find((known) => known === task.priority),
    due,
    isOverdue: false,
    task,
  };
  return { ...facts, isOverdue: groupOf(facts) === 'open' && due !== undefined && due < now };
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
  return (
    isAtOnce(a) - isAtOnce(b) || compare(a.due ?? Infinity, b.due ?? Infinity) || rank(a) - rank(b)
  );
}

const compare = (a: number, b: number) => (a === b ? 0 : a < b ? -1 : 1);

function changedAt({ task }: TaskFacts): number {
  const at = Date.parse(task.lastModified ?? task.authoredOn ?? '');
  return Number.isNaN(at) ? -Infinity : at;
}

/** A day lasts until its end, a month and a year likewise, where the screen is. */
function lastMomentOf(date: unknown): number | undefined {
  if (typeof date !== 'string') return undefined;
  if (date.includes('T')) {
    const at = Date.parse(date);
    return Number.isNaN(at) ? undefined : at;
  }
  const parts = parseDate(date);
  if (!parts) return undefined;
  const { year, month = 12, day } = parts;
  const end = day === undefined ? new Date(year, month, 1) : new Date(year, month - 1, day + 1);
  return end.getTime() - 1;
}
