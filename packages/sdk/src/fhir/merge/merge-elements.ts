import { isEqual } from './equal.ts';
import { isTree, isWholeList } from './linked-elements.ts';
import { mergeList } from './merge-list.ts';
import type { Elements, MergeConflict, MergeContext, Versions } from './types.ts';
import { sliceOf, unitsOf } from './units.ts';
import type { Unit } from './units.ts';

/** Where in the resource a merge is. */
export interface Place {
  /** FHIRPath, with the conditions that find items. */
  readonly path: string;
  /** The same without conditions. */
  readonly plain: string;
  /** JSON name of the element. */
  readonly name: string;
}

/** Three versions of one part, merged unit by unit. */
export function mergeElements(
  { base, mine, theirs }: Versions<Elements | undefined>,
  { path, plain }: Place,
  context: MergeContext,
): Elements {
  return Object.assign(
    {},
    ...unitsOf(plain, [theirs, mine, base]).map((unit) => {
      const slices = { base: sliceOf(base, unit), mine: sliceOf(mine, unit), theirs: sliceOf(theirs, unit) };
      const place = {
        path: `${path}.${unit.name}`,
        plain: `${plain}.${unit.name}`,
        name: unit.elements[0] ?? '',
      };
      return mergeUnit(slices, unit, place, context) ?? {};
    }),
  ) as Elements;
}

/** The choice of whoever decides; their value where nobody has yet, because theirs is what stands. */
export function choose(conflict: MergeConflict, { decide }: MergeContext): unknown {
  return decide(conflict) === 'mine' ? conflict.mine : conflict.theirs;
}

function mergeUnit(
  { base, mine, theirs }: Versions<Elements | undefined>,
  unit: Unit,
  place: Place,
  context: MergeContext,
): Elements | undefined {
  if (isEqual(mine, theirs)) return theirs;
  if (context.isBaseKnown && !context.isStrict) {
    if (isEqual(base, mine)) return theirs;
    if (isEqual(base, theirs)) return mine;
    const merged = mergeInside({ base, mine, theirs }, unit, place, context);
    if (merged !== undefined) return merged;
  }
  const [name = '', ...rest] = unit.elements;
  const shown = (slice: Elements | undefined) => (rest.length === 0 ? slice?.[name] : slice);
  const conflict = {
    path: place.path,
    elements: unit.elements,
    base: shown(base),
    mine: shown(mine),
    theirs: shown(theirs),
  };
  return choose(conflict, context) === conflict.mine ? mine : theirs;
}

/** What both touched, part by part; undefined for what is one thing. */
function mergeInside(
  slices: Versions<Elements | undefined>,
  { elements }: Unit,
  place: Place,
  context: MergeContext,
): Elements | undefined {
  const [name = '', ...rest] = elements;
  if (rest.length > 0) return undefined;
  const values = { base: slices.base?.[name], mine: slices.mine?.[name], theirs: slices.theirs?.[name] };
  const given = Object.values(values).filter((value) => value !== undefined);
  if (given.every((value) => Array.isArray(value))) {
    if (isWholeList(name)) return undefined;
    const lists = { base: listOf(values.base), mine: listOf(values.mine), theirs: listOf(values.theirs) };
    const list = mergeList(lists, place, context);
    // FHIR knows no empty lists.
    return list && (list.length === 0 ? {} : { [name]: list });
  }
  if (!isTree(place.plain) || given.length < 3) return undefined;
  return { [name]: mergeElements(values as Versions<Elements>, place, context) };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}
