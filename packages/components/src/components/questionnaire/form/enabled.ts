import { compare, isSame } from './answers.ts';
import type { Draft, DraftItem } from './draft.ts';
import type { Answer, Condition } from './form-item.ts';

/** The keys of all items that are asked: those whose conditions hold, in a group and below an answer that are asked. */
export function enabledKeys(draft: Draft): ReadonlySet<string> {
  const enabled = new Set<string>();
  const walk = (items: Draft, scopes: Scopes) => {
    for (const found of items) {
      if (!isEnabled(found, scopes, new Set())) continue;
      enabled.add(found.key);
      walk(found.items, [found.items, ...scopes]);
      // What stands below an answer is asked once there is one; texts stand beside the question.
      for (const { answer, items: below } of found.answers) {
        const shown = answer === undefined ? below.filter(({ item }) => item.type === 'display') : below;
        walk(shown, [below, ...scopes]);
      }
    }
  };
  walk(draft, [draft]);
  return enabled;
}

/** The lists an item stands in, the nearest first. */
type Scopes = readonly Draft[];

function isEnabled({ item, key }: DraftItem, scopes: Scopes, asking: ReadonlySet<string>): boolean {
  const { conditions, isEnabledByAny } = item;
  // A condition that leads back to itself decides nothing.
  if (conditions.length === 0 || asking.has(key)) return true;
  const holds = (condition: Condition) =>
    isMet(condition, answersTo(condition.question, scopes, new Set([...asking, key])));
  return isEnabledByAny ? conditions.some(holds) : conditions.every(holds);
}

/**
 * `!=` holds when no answer is equal, also without any answer, as R4 says of it. A comparison that cannot be decided, for
 * example of two units, does not hold.
 */
function isMet({ operator, answer }: Condition, given: readonly Answer[]): boolean {
  const some = (decide: (order: number) => boolean) =>
    given.some((each) => {
      const order = compare(each, answer);
      return order !== undefined && decide(order);
    });
  switch (operator) {
    case 'exists':
      return given.length > 0 === answer.valueBoolean;
    case '=':
      return given.some((each) => isSame(each, answer));
    case '!=':
      return !given.some((each) => isSame(each, answer));
    case '>':
      return some((order) => order > 0);
    case '<':
      return some((order) => order < 0);
    case '>=':
      return some((order) => order >= 0);
    case '<=':
      return some((order) => order <= 0);
  }
}

/** The answers to the nearest question of that linkId: in the same group, else further out. One that is not asked has none. */
function answersTo(linkId: string, scopes: Scopes, asking: ReadonlySet<string>): readonly Answer[] {
  for (const [index, scope] of scopes.entries()) {
    const found = findIn(scope, linkId, scopes.slice(index), asking);
    if (found) return found;
  }
  return [];
}

function findIn(
  scope: Draft,
  linkId: string,
  scopes: Scopes,
  asking: ReadonlySet<string>,
): readonly Answer[] | undefined {
  for (const each of scope) {
    const lists = [each.items, ...each.answers.map(({ items }) => items)].filter((list) => list.length > 0);
    if (each.item.linkId !== linkId && lists.length === 0) continue;
    const found =
      each.item.linkId === linkId
        ? each.answers.flatMap(({ answer }) => answer ?? [])
        : first(lists, (list) => findIn(list, linkId, [list, ...scopes], asking));
    if (found) return isEnabled(each, scopes, asking) ? found : [];
  }
  return undefined;
}

function first<T, R>(list: readonly T[], find: (each: T) => R | undefined): R | undefined {
  for (const each of list) {
    const found = find(each);
    if (found !== undefined) return found;
  }
  return undefined;
}
