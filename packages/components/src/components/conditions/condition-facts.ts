import type { Condition } from 'fhir/r4';
import { codeAmong } from '../../format/concepts.ts';
import { withKeys } from '../../states/entry-keys.ts';

const clinicalCodes = ['active', 'recurrence', 'relapse', 'inactive', 'remission', 'resolved'] as const;
const verificationCodes = [
  'entered-in-error',
  'refuted',
  'unconfirmed',
  'provisional',
  'differential',
  'confirmed',
] as const;

/** One problem, as its row says it. */
export interface ConditionFacts {
  readonly key: string;
  /** Undefined when the record gives none, or one we do not know. */
  readonly clinical: (typeof clinicalCodes)[number] | undefined;
  readonly verification: (typeof verificationCodes)[number] | undefined;
  readonly condition: Condition;
}

export interface ConditionGroups {
  /** In force, and all of which nobody said that it is over. */
  readonly active: readonly ConditionFacts[];
  readonly inactive: readonly ConditionFacts[];
  /** Refuted, or entered in error: never shown as true, and never hidden. */
  readonly wrong: readonly ConditionFacts[];
}

/** Problems by what they are worth, each in exactly one group, in the order of the record. */
export function groupConditions(conditions: readonly Condition[]): ConditionGroups {
  const groups = { active: [], inactive: [], wrong: [] } as Record<keyof ConditionGroups, ConditionFacts[]>;
  for (const { key, resource } of withKeys(conditions)) {
    const facts = factsOf(key, resource);
    groups[groupOf(facts)].push(facts);
  }
  return groups;
}

function factsOf(key: string, condition: Condition): ConditionFacts {
  const { clinicalStatus, verificationStatus } = condition;
  return {
    key,
    clinical: codeAmong(clinicalStatus, clinicalCodes),
    verification: codeAmong(verificationStatus, verificationCodes),
    condition,
  };
}

function groupOf({ verification, clinical }: ConditionFacts): keyof ConditionGroups {
  if (verification === 'entered-in-error' || verification === 'refuted') return 'wrong';
  return clinical === 'inactive' || clinical === 'remission' || clinical === 'resolved'
    ? 'inactive'
    : 'active';
}
