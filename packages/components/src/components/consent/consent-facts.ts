import type { Consent, ConsentProvision } from 'fhir/r4';
import { codesOf, conceptText, objectsIn } from '../../format/concepts.ts';
import { isAhead, isOver } from '../../format/instants.ts';
import { textIn } from '../../format/text-in.ts';
import { withKeys } from '../../states/entry-keys.ts';

const statuses = ['draft', 'proposed', 'active', 'rejected', 'inactive', 'entered-in-error'] as const;
const scopes = ['adr', 'research', 'patient-privacy', 'treatment'] as const;

/** One rule of a consent with its exceptions, as deep as they go. */
export interface RuleFacts {
  /** Undefined when it does not say, or says something we do not know. */
  readonly type: 'permit' | 'deny' | undefined;
  readonly typeText: string | undefined;
  readonly provision: ConsentProvision;
  readonly exceptions: readonly RuleFacts[];
  /** Exceptions that are there and cannot be read, or lie deeper than anything is read. */
  readonly lost: 'unreadable' | 'too-deep' | undefined;
}

/** One consent, as its row says it. */
export interface ConsentFacts {
  readonly key: string;
  readonly status: (typeof statuses)[number] | undefined;
  readonly isExpired: boolean;
  readonly isAhead: boolean;
  /** What it is about: its categories, in their own words. */
  readonly name: string | undefined;
  /** Where the record has a code alone; else its own words are {@link scopeText}. */
  readonly scope: (typeof scopes)[number] | undefined;
  readonly scopeText: string | undefined;
  readonly rule: RuleFacts | undefined;
  readonly consent: Consent;
}

export interface ConsentGroups {
  /** In force, and all of which nobody said that it is not; a draft says that it is one. */
  readonly active: readonly ConsentFacts[];
  /** Withdrawn, refused, or past its period. */
  readonly over: readonly ConsentFacts[];
  /** Entered in error: never shown as true, and never hidden. */
  readonly wrong: readonly ConsentFacts[];
}

/** Deeper than any law; a consent this deep was made to do harm. */
const MAX_DEPTH = 12;

/** Consents by what they are worth, each in exactly one group, in the order of the record. */
export function groupConsents(consents: readonly Consent[], now: Date): ConsentGroups {
  const groups = { active: [], over: [], wrong: [] } as Record<keyof ConsentGroups, ConsentFacts[]>;
  for (const { key, resource } of withKeys(consents)) {
    const facts = factsOf(key, resource, now);
    groups[groupOf(facts)].push(facts);
  }
  return groups;
}

function groupOf({ status, isExpired }: ConsentFacts): keyof ConsentGroups {
  if (status === 'entered-in-error') return 'wrong';
  return isExpired || status === 'inactive' || status === 'rejected' ? 'over' : 'active';
}

function factsOf(key: string, consent: Consent, now: Date): ConsentFacts {
  const { status, scope, category, provision } = consent;
  const scopeCodes = codesOf(scope);
  const scopeText = conceptText(scope);
  const categories = objectsIn(category).flatMap((each) => conceptText(each) ?? []);
  const [rule] = objectsIn(provision === undefined ? [] : [provision]);
  return {
    key,
    status: statuses.find((each) => each === status),
    isExpired: isOver(textIn(rule?.period?.end), now.getTime()),
    isAhead: isAhead(textIn(rule?.period?.start), now.getTime()),
    name: categories.join(', ') || undefined,
    scope:
      scopeText === undefined || scopeCodes.includes(scopeText)
        ? scopes.find((each) => scopeCodes.includes(each))
        : undefined,
    scopeText,
    rule: rule && ruleOf(rule, 0),
    consent,
  };
}

function ruleOf(provision: ConsentProvision, depth: number): RuleFacts {
  const { type } = provision;
  const given: unknown = provision.provision;
  const isThere = Array.isArray(given) ? given.length : given === undefined || given === null ? 0 : 1;
  const below = objectsIn(provision.provision);
  const isTooDeep = depth >= MAX_DEPTH && below.length > 0;
  return {
    type: type === 'permit' || type === 'deny' ? type : undefined,
    typeText: textIn(type),
    provision,
    exceptions: isTooDeep ? [] : below.map((each) => ruleOf(each, depth + 1)),
    lost: isTooDeep ? 'too-deep' : below.length < isThere ? 'unreadable' : undefined,
  };
}
