import { canonical, isEqual } from './equal.ts';
import { identityOf } from './identity.ts';
import { choose, mergeElements } from './merge-elements.ts';
import { isTree } from './linked-elements.ts';
import type { Elements, MergeContext, Versions } from './types.ts';
import type { Place } from './merge-elements.ts';

/** One item, with the condition that finds it if anything but its content tells it apart. */
interface Keyed {
  readonly item: unknown;
  readonly where: string | undefined;
}
type KeyedList = ReadonlyMap<string, Keyed>;

/**
 * A list merged item by item; items meet by identity, never by place. Undefined when the sides changed the same item that
 * nothing but its content identifies: then only the list as a whole can be chosen.
 */
export function mergeList(
  lists: Versions<readonly unknown[]>,
  place: Place,
  context: MergeContext,
): unknown[] | undefined {
  const repeated = repeatedKeys(Object.values(lists) as (readonly unknown[])[], place.name);
  const versions: Versions<KeyedList> = {
    base: keyed(lists.base, place.name, repeated),
    mine: keyed(lists.mine, place.name, repeated),
    theirs: keyed(lists.theirs, place.name, repeated),
  };
  if (isSameItemRewritten(versions)) return undefined;
  return orderOf(versions).flatMap((key) => {
    const { base, mine, theirs } = versions;
    const items = { base: base.get(key)?.item, mine: mine.get(key)?.item, theirs: theirs.get(key)?.item };
    const where = mine.get(key)?.where ?? theirs.get(key)?.where;
    const item = mergeItem(items, { ...place, path: `${place.path}.where(${where ?? ''})` }, context);
    return item === undefined ? [] : [item];
  });
}

function mergeItem({ base, mine, theirs }: Versions<unknown>, place: Place, context: MergeContext): unknown {
  if (isEqual(mine, theirs) || isEqual(base, mine)) return theirs;
  if (isEqual(base, theirs)) return mine;
  if (mine !== undefined && theirs !== undefined && isTree(place.plain)) {
    const parts = { base: (base ?? {}) as Elements, mine: mine as Elements, theirs: theirs as Elements };
    return mergeElements(parts, place, context);
  }
  return choose({ path: place.path, elements: [place.name], base, mine, theirs }, context);
}

/** A key that one list holds twice tells nothing apart: `telecom` with two numbers for home. */
function repeatedKeys(lists: readonly (readonly unknown[])[], name: string): ReadonlySet<string> {
  const repeated = new Set<string>();
  for (const list of lists) {
    const seen = new Set<string>();
    for (const item of list) {
      const { key } = identityOf(item, name) ?? {};
      if (key !== undefined && seen.has(key)) repeated.add(key);
      if (key !== undefined) seen.add(key);
    }
  }
  return repeated;
}

function keyed(list: readonly unknown[], name: string, repeated: ReadonlySet<string>): KeyedList {
  const items = new Map<string, Keyed>();
  for (const item of list) {
    const identity = identityOf(item, name);
    const isTold = identity !== undefined && !repeated.has(identity.key);
    const key = isTold ? `by ${identity.key}` : `as ${canonical(item)}`;
    // The same content twice is two items.
    let unique = key;
    for (let count = 2; items.has(unique); count += 1) unique = `${key} #${count}`;
    items.set(unique, { item, where: isTold ? identity.where : undefined });
  }
  return items;
}

/** An item without identity is gone on both sides and something new stands there: it may be the same one, changed twice. */
function isSameItemRewritten({ base, mine, theirs }: Versions<KeyedList>): boolean {
  const isGone = [...base].some(
    ([key, { where }]) => where === undefined && !mine.has(key) && !theirs.has(key),
  );
  const added = (side: KeyedList, other: KeyedList) =>
    [...side].some(([key, { where }]) => where === undefined && !base.has(key) && !other.has(key));
  return isGone && (added(mine, theirs) || added(theirs, mine));
}

/** Their order, unless only this side changed it; what the other side added stands before what it stood before. */
function orderOf({ base, mine, theirs }: Versions<KeyedList>): string[] {
  const isReordered = (side: KeyedList) => {
    const before = [...base.keys()].filter((key) => side.has(key));
    return !isEqual(
      before,
      [...side.keys()].filter((key) => base.has(key)),
    );
  };
  const isMine = isReordered(mine) && !isReordered(theirs);
  const order = [...(isMine ? mine : theirs).keys()];
  const other = [...(isMine ? theirs : mine).keys()];
  other.forEach((key, index) => {
    if (order.includes(key)) return;
    const follower = other.slice(index + 1).find((later) => order.includes(later));
    order.splice(follower === undefined ? order.length : order.indexOf(follower), 0, key);
  });
  return order;
}
