import type { Encounter } from 'fhir/r4';
import { referenceKey } from '../../format/references.ts';
import { instantOf, isOver, newestFirst } from '../../format/instants.ts';
import { withKeys } from '../../states/entry-keys.ts';
import { plannedStartOf } from './planned.ts';

const statuses = [
  'planned',
  'arrived',
  'triaged',
  'in-progress',
  'onleave',
  'finished',
  'cancelled',
  'entered-in-error',
  'unknown',
] as const;

/** HL7 v3 ActEncounterCode: what FHIR suggests for the class, and what Danish and Swedish records use. */
const classes = ['IMP', 'ACUTE', 'NONAC', 'AMB', 'EMER', 'FLD', 'HH', 'OBSENC', 'PRENC', 'SS', 'VR'] as const;

/** One contact, as its row says it. */
export interface EncounterFacts {
  readonly key: string;
  /** Undefined when the record gives none, or one we do not know. */
  readonly status: (typeof statuses)[number] | undefined;
  /** Undefined for a class of somebody else's; it is shown as it calls itself. */
  readonly kind: (typeof classes)[number] | undefined;
  readonly start: string | undefined;
  readonly end: string | undefined;
  readonly encounter: Encounter;
}

export interface EncounterGroups {
  /** Going on, and all of which nobody said that it is not; the newest first, like all that follow but the planned. */
  readonly current: readonly EncounterFacts[];
  /** The next one first. */
  readonly planned: readonly EncounterFacts[];
  readonly earlier: readonly EncounterFacts[];
  /** Cancelled before it began: it never was. */
  readonly cancelled: readonly EncounterFacts[];
  /** Never shown as true, and never hidden. */
  readonly wrong: readonly EncounterFacts[];
}

/** Contacts by where they stand, each in exactly one group. */
export function groupEncounters(encounters: readonly Encounter[], now: number): EncounterGroups {
  const groups = { current: [], planned: [], earlier: [], cancelled: [], wrong: [] } as Record<
    keyof EncounterGroups,
    EncounterFacts[]
  >;
  for (const { key, resource } of withKeys(encounters)) {
    const facts = factsOf(key, resource);
    groups[groupOf(facts, now)].push(facts);
  }
  const begins = ({ start, encounter }: EncounterFacts) => instantOf(start ?? plannedStartOf(encounter));
  for (const entries of Object.values(groups)) entries.sort((a, b) => newestFirst(begins(a), begins(b)));
  groups.earlier.sort((a, b) => newestFirst(instantOf(a.end) ?? begins(a), instantOf(b.end) ?? begins(b)));
  groups.planned.sort((a, b) => (begins(a) ?? Infinity) - (begins(b) ?? Infinity) || 0);
  return groups;
}

/** Finds a contact of the same list by a reference to it. */
export function encounterFinder(
  groups: EncounterGroups,
): (reference: Encounter['partOf']) => EncounterFacts | undefined {
  const all = new Map(
    Object.values(groups)
      .flat()
      .map((facts: EncounterFacts) => [facts.key, facts]),
  );
  return (reference) => all.get(referenceKey(reference) ?? '');
}

function factsOf(key: string, encounter: Encounter): EncounterFacts {
  const { period, status } = encounter;
  const { system, code } = { ...encounter.class } as { system?: unknown; code?: unknown };
  const isOurs = typeof system !== 'string' || system.endsWith('/v3-ActCode');
  return {
    key,
    status: statuses.find((each) => each === status),
    kind: isOurs ? classes.find((each) => each === code) : undefined,
    start: dateIn(period?.start),
    end: dateIn(period?.end),
    encounter,
  };
}

function groupOf({ status, end }: EncounterFacts, now: number): keyof EncounterGroups {
  switch (status) {
    case 'entered-in-error':
      return 'wrong';
    case 'cancelled':
    case 'planned':
      return status;
    case 'finished':
      return 'earlier';
    case 'arrived':
    case 'triaged':
    case 'in-progress':
    case 'onleave':
      return 'current';
    default:
      return isOver(end, now) ? 'earlier' : 'current';
  }
}

function dateIn(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}
