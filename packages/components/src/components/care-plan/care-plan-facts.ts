import type { CarePlan, Goal } from 'fhir/r4';
import { objectsIn } from '../../format/concepts.ts';
import { instantOf, newestFirst } from '../../format/instants.ts';
import { containedIn, referenceKey } from '../../format/references.ts';
import { withKeys } from '../../states/entry-keys.ts';

/** Statuses of a plan (FHIR R4). */
const statuses = [
  'draft',
  'active',
  'on-hold',
  'revoked',
  'completed',
  'entered-in-error',
  'unknown',
] as const;

/** Lifecycle statuses of a goal (FHIR R4). */
const lifecycles = [
  'proposed',
  'planned',
  'accepted',
  'active',
  'on-hold',
  'completed',
  'cancelled',
  'entered-in-error',
  'rejected',
] as const;

/** A goal, as it stands in a plan or by itself. */
export interface GoalFacts {
  readonly kind: 'goal';
  readonly key: string;
  /** Undefined when the record gives none, or one we do not know. */
  readonly lifecycle: (typeof lifecycles)[number] | undefined;
  readonly start: number | undefined;
  readonly goal: Goal;
}

/** A plan with its goals. */
export interface PlanFacts {
  readonly kind: 'plan';
  readonly key: string;
  readonly status: (typeof statuses)[number] | undefined;
  readonly start: number | undefined;
  readonly goals: readonly GoalFacts[];
  /** How many goals it names that are not among what was read. They are said, never left out in silence. */
  readonly missingGoals: number;
  readonly plan: CarePlan;
}

export type CareFacts = PlanFacts | GoalFacts;

export interface CareGroups {
  /** In force or on hold, and all of which nobody said that it is not. */
  readonly current: readonly PlanFacts[];
  /** Goals that no plan of the list names. */
  readonly goals: readonly GoalFacts[];
  /** Not in force yet. */
  readonly draft: readonly CareFacts[];
  readonly over: readonly CareFacts[];
  /** Never shown as true, and never hidden. */
  readonly wrong: readonly CareFacts[];
}

/** Plans and the goals that belong to none, each in exactly one group, the newest first. A goal stands in its plan, once more in each further plan that names it. */
export function groupCare(resources: readonly (CarePlan | Goal)[]): CareGroups {
  const groups = { current: [], goals: [], draft: [], over: [], wrong: [] } as {
    [Name in keyof CareGroups]: CareGroups[Name][number][];
  };
  const keyed = withKeys(resources);
  const goals = new Map(
    keyed.flatMap(({ key, resource }) =>
      resource.resourceType === 'Goal' ? [[key, goalFacts(key, resource)]] : [],
    ),
  );
  const taken = new Set<string>();
  for (const { key, resource } of keyed) {
    if (resource.resourceType !== 'CarePlan') continue;
    const facts = planFacts(key, resource, goals);
    const group = planGroup(facts);
    for (const goal of facts.goals) if (holds(group, goal)) taken.add(goal.key);
    if (group === 'current') groups.current.push(facts);
    else groups[group].push(facts);
  }
  for (const goal of goals.values()) {
    if (taken.has(goal.key)) continue;
    const group = goalGroup(goal);
    if (group === 'goals') groups.goals.push(goal);
    else groups[group].push(goal);
  }
  for (const entries of Object.values(groups)) entries.sort((a, b) => newestFirst(a.start, b.start));
  return groups;
}

/** Whether a goal needs no row of its own beside its plan: one that still counts must not disappear in a plan that does not. */
function holds(group: keyof CareGroups, goal: GoalFacts): boolean {
  if (group === 'wrong') return false;
  return group !== 'over' || isGoalOver(goal) || goal.lifecycle === 'entered-in-error';
}

/** Whether a goal counts no longer, so that it must not be read as one to work towards. */
export function isGoalOver({ lifecycle }: GoalFacts): boolean {
  return lifecycle === 'completed' || lifecycle === 'cancelled' || lifecycle === 'rejected';
}

function planFacts(key: string, plan: CarePlan, goals: ReadonlyMap<string, GoalFacts>): PlanFacts {
  const found: GoalFacts[] = [];
  let missingGoals = 0;
  objectsIn(plan.goal).forEach((reference, index) => {
    const inside = containedIn<Goal>(reference, plan.contained);
    const goal = inside ? goalFacts(`${key}#${index}`, inside) : goals.get(referenceKey(reference) ?? '');
    if (goal) found.push(goal);
    else missingGoals += 1;
  });
  return {
    kind: 'plan',
    key,
    status: statuses.find((each) => each === plan.status),
    start: instantOf(plan.period?.start) ?? instantOf(plan.created),
    goals: [...new Set(found)],
    missingGoals,
    plan,
  };
}

function goalFacts(key: string, goal: Goal): GoalFacts {
  return {
    kind: 'goal',
    key,
    lifecycle: lifecycles.find((each) => each === goal.lifecycleStatus),
    start: instantOf(goal.startDate) ?? instantOf(goal.statusDate),
    goal,
  };
}

function planGroup({ status }: PlanFacts): Exclude<keyof CareGroups, 'goals'> {
  if (status === 'entered-in-error') return 'wrong';
  if (status === 'completed' || status === 'revoked') return 'over';
  return status === 'draft' ? 'draft' : 'current';
}

function goalGroup(goal: GoalFacts): Exclude<keyof CareGroups, 'current'> {
  if (goal.lifecycle === 'entered-in-error') return 'wrong';
  if (isGoalOver(goal)) return 'over';
  return goal.lifecycle === 'proposed' || goal.lifecycle === 'planned' ? 'draft' : 'goals';
}
