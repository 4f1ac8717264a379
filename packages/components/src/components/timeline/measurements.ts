import type { Observation } from 'fhir/r4';
import { codesOf, conceptText, objectsIn } from '../../format/concepts.ts';
import { placeOf, type Axis } from './time-axis.ts';
import type { TimelineEntry } from './timeline-entries.ts';

const kinds = ['vital-signs', 'laboratory', 'survey'] as const;

/** The measurements that share a row. */
export interface Measured {
  /** Undefined for a kind we have no word for: the row then has a name, or is of none. */
  readonly kind: (typeof kinds)[number] | undefined;
  /** When each was made, the earliest first. */
  readonly moments: readonly number[];
  /** How many of each name, and the last of them; the most first. */
  readonly counts: readonly {
    readonly name: string | undefined;
    readonly n: number;
    readonly last: number;
  }[];
}

/** Measurements as one row for each category: hundreds of them are a rhythm, not hundreds of events. */
export function measurementEntries(entries: readonly TimelineEntry[]): TimelineEntry[] {
  const byCategory = groupBy(entries, ({ resources: [resource] }) => categoryOf(resource as Observation));
  return [...byCategory].map(([category, of]) => {
    const moments = of.flatMap(({ span }) => span?.from ?? []).sort((a, b) => a - b);
    const kind = kinds.find((each) => each === category);
    return {
      key: `measurements ${category}`,
      section: 'Observation',
      name: kind ? undefined : category || undefined,
      span: { from: moments[0] ?? 0, to: moments.at(-1), isVague: false },
      standing: 'valid',
      resources: of.flatMap(({ resources }) => resources),
      measured: { kind, moments, counts: countsOf(of) },
    };
  });
}

/** Those on the axis. */
export function momentsOn({ moments }: Measured, { from, to }: Axis): number[] {
  return moments.filter((at) => at >= from && at <= to);
}

/** As wide as a symbol on a phone, in percent of the axis: closer ones would lie on each other. */
const SYMBOL = 4;
/** Counts stand over so many parts of the axis; a number of three digits fits over one on a phone. */
const PARTS = 12;

/** How moments are drawn: as symbols while there is room, else as strokes with how many there are (TML-07). */
export interface Drawn {
  readonly isCrowded: boolean;
  /** In percent of the axis; strokes that would be one are one. */
  readonly places: readonly number[];
  /** Of strokes: how many in each part of the axis that has any. */
  readonly counts: readonly { readonly at: number; readonly n: number }[];
}

export function drawn(moments: readonly number[], axis: Axis): Drawn {
  const places = moments.map((at) => placeOf(at, axis));
  const isCrowded = places.some((place, index) => index > 0 && place - (places[index - 1] ?? 0) < SYMBOL);
  if (!isCrowded) return { isCrowded, places, counts: [] };
  const parts = groupBy(places, (place) => Math.min(PARTS - 1, Math.floor((place * PARTS) / 100)));
  return {
    isCrowded,
    places: [...new Set(places.map((place) => Math.round(place * 4) / 4))],
    counts: [...parts].map(([part, { length: n }]) => ({ at: ((part + 0.5) * 100) / PARTS, n })),
  };
}

function categoryOf({ category }: Observation): string {
  const concepts = objectsIn(category);
  const codes = concepts.flatMap(codesOf);
  return kinds.find((kind) => codes.includes(kind)) ?? concepts.map(conceptText).find(Boolean) ?? '';
}

function countsOf(entries: readonly TimelineEntry[]): Measured['counts'] {
  const byName = groupBy(entries, ({ name }) => name);
  const counts = [...byName].map(([name, of]) => ({
    name,
    n: of.length,
    last: Math.max(...of.map(({ span }) => span?.from ?? -Infinity)),
  }));
  return counts.sort((a, b) => b.n - a.n);
}

function groupBy<T, K>(list: readonly T[], keyOf: (each: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const each of list) {
    const key = keyOf(each);
    const group = groups.get(key);
    if (group) group.push(each);
    else groups.set(key, [each]);
  }
  return groups;
}
