import type { AllergyIntolerance } from 'fhir/r4';
import { codesOf, tokensOf } from '../../format/concepts.ts';
import { withKeys } from '../../states/entry-keys.ts';
import { factsOfAllergy, standingOf, type AllergyFacts } from '../patient-banner/allergy-facts.ts';

/** One substance with all that the record says about it (ALG-03). */
export interface AllergyEntry {
  readonly key: string;
  readonly substance: string | undefined;
  readonly criticality: AllergyFacts['criticality'];
  /** Each once, in the order of the record. */
  readonly reactions: AllergyFacts['reactions'];
  /** Whether a machine can recognise the substance: without a code nothing warns by itself (ALG-13). */
  readonly isCoded: boolean;
  /** Nobody has confirmed it yet. */
  readonly isUnconfirmed: boolean;
  /** Why it does not count, for an entry that does not. */
  readonly verdict: 'inactive' | 'resolved' | 'refuted' | 'entered-in-error' | undefined;
  /** The events behind it. At least one. */
  readonly records: readonly AllergyIntolerance[];
}

export interface AllergyGroups {
  readonly active: readonly AllergyEntry[];
  readonly inactive: readonly AllergyEntry[];
  /** Refuted, or entered in error: never shown as true, and never hidden. */
  readonly wrong: readonly AllergyEntry[];
  /** The statements that there is none, of all or of a kind. */
  readonly none: readonly AllergyEntry[];
}

/** The entries of a record, by what they are worth. Every record is in exactly one of them. */
export function groupEntries(records: readonly AllergyIntolerance[]): AllergyGroups {
  const groups = { active: [], inactive: [], wrong: [], none: [] } as Record<keyof AllergyGroups, Keyed[]>;
  for (const keyed of withKeys(records)) {
    const standing = standingOf(keyed.resource);
    if (standing === 'none-known' || standing === 'none-of-a-kind') groups.none.push(keyed);
    else if (standing !== 'unreadable') groups[standing].push(keyed);
  }
  const { active, inactive, wrong, none } = groups;
  return {
    active: highFirst(bySubstance(active)),
    inactive: bySubstance(inactive),
    // One by one: which of several entries was the error is the point.
    wrong: wrong.map((each) => entryOf([each])),
    none: none.map((each) => entryOf([each])),
  };
}

interface Keyed {
  readonly key: string;
  readonly resource: AllergyIntolerance;
}

/** A fixed order: high risk first, else as the record has them (ALG-06). */
function highFirst(entries: readonly AllergyEntry[]): AllergyEntry[] {
  const isHigh = ({ criticality }: AllergyEntry) => criticality === 'high';
  return [...entries.filter(isHigh), ...entries.filter((entry) => !isHigh(entry))];
}

function bySubstance(all: readonly Keyed[]): AllergyEntry[] {
  const found = new Map<string, Keyed[]>();
  for (const each of all) {
    const name = factsOfAllergy(each.resource).substance?.trim().toLocaleLowerCase();
    // What names no substance is about nothing that another entry could be about too.
    const substance = tokensOf(each.resource.code)[0] ?? name ?? `#${each.key}`;
    found.set(substance, [...(found.get(substance) ?? []), each]);
  }
  return [...found.values()].map(entryOf);
}

function entryOf(keyed: readonly Keyed[]): AllergyEntry {
  const records = keyed.map(({ resource }) => resource);
  const facts = records.map(factsOfAllergy);
  const risks = facts.map(({ criticality }) => criticality);
  const verifications = records.flatMap(({ verificationStatus }) => codesOf(verificationStatus));
  const statuses = [...verifications, ...records.flatMap(({ clinicalStatus }) => codesOf(clinicalStatus))];
  return {
    key: keyed[0]?.key ?? '',
    substance: facts.find(({ substance }) => substance !== undefined)?.substance,
    criticality: (['high', 'unable', 'low'] as const).find((risk) => risks.includes(risk)),
    reactions: onceEach(facts.flatMap(({ reactions }) => reactions)),
    isCoded: records.some(({ code }) => tokensOf(code).length > 0),
    isUnconfirmed: verifications.includes('unconfirmed') && !verifications.includes('confirmed'),
    verdict: (['entered-in-error', 'refuted', 'resolved', 'inactive'] as const).find((each) =>
      statuses.includes(each),
    ),
    records,
  };
}

function onceEach(reactions: AllergyFacts['reactions']): AllergyFacts['reactions'] {
  const seen = new Map(reactions.map((each) => [`${each.text}|${each.severity ?? ''}`, each]));
  return [...seen.values()];
}
