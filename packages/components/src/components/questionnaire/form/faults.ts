import { compare, isSame, valueIn } from './answers.ts';
import type { Draft, DraftAnswer, DraftItem } from './draft.ts';
import type { FormItem } from './form-item.ts';
import { readTyped, type TypedFault } from './read-typed.ts';

/** What is wrong with an answer, or with its absence. */
export type FaultReason =
  | TypedFault
  | { readonly code: 'required' | 'required-group' | 'not-in-list' | 'range' }
  | { readonly code: 'too-long' | 'too-short'; readonly n: number };

/** One fault, and where it is. */
export interface Fault {
  /** Of the item. */
  readonly key: string;
  /** Where it is shown: the key of the answer, where each has a field of its own; else of the item. */
  readonly at: string;
  readonly item: FormItem;
  readonly reason: FaultReason;
}

/** Everything that keeps the form from being complete, in the order of the screen. What is not asked has no faults. */
export function faultsIn(draft: Draft, enabled: ReadonlySet<string>): Fault[] {
  return draft.flatMap((found) => {
    const { item, items, answers } = found;
    if (!enabled.has(found.key) || item.isHidden) return [];
    return [
      ...ownFaults(found, enabled),
      ...faultsIn(items, enabled),
      ...answers.flatMap((answer) => faultsIn(answer.items, enabled)),
    ];
  });
}

function ownFaults(found: DraftItem, enabled: ReadonlySet<string>): Fault[] {
  const { item, key, answers } = found;
  const at = (reason: FaultReason, answer?: DraftAnswer): Fault => ({
    key,
    at: isListed(item) ? key : (answer?.key ?? key),
    item,
    reason,
  });
  if (item.type === 'display') return [];
  if (item.type === 'group')
    return item.isRequired && !isAnswered(found, enabled) ? [at({ code: 'required-group' })] : [];
  const faults = answers.flatMap((answer) => reasonsOf(item, answer).map((reason) => at(reason, answer)));
  const isEmpty = answers.every(({ answer }) => answer === undefined);
  return item.isRequired && isEmpty && faults.length === 0 ? [at({ code: 'required' })] : faults;
}

/** Whether at least one question of a group that is asked has an answer. */
function isAnswered({ items }: DraftItem, enabled: ReadonlySet<string>): boolean {
  return items.some(
    (each) =>
      enabled.has(each.key) &&
      (each.answers.some(({ answer }) => answer !== undefined) || isAnswered(each, enabled)),
  );
}

function reasonsOf(item: FormItem, { answer, typed }: DraftAnswer): FaultReason[] {
  if (answer === undefined) {
    const read = typed && readTyped(item, typed, undefined);
    return read?.kind === 'fault' ? [read.fault] : [];
  }
  const [, value] = valueIn(answer) ?? [];
  if (item.type === 'choice') {
    // Without the list nobody can say; the item says that.
    const isListed = item.options === undefined || item.options.some((option) => isSame(option, answer));
    return isListed ? [] : [{ code: 'not-in-list' }];
  }
  // Characters as people count them, not UTF-16 units.
  const length = typeof value === 'string' ? [...value].length : 0;
  if (item.maxLength !== undefined && length > item.maxLength)
    return [{ code: 'too-long', n: item.maxLength }];
  if (item.minLength !== undefined && typeof value === 'string' && length < item.minLength)
    return [{ code: 'too-short', n: item.minLength }];
  const isBelow = item.min !== undefined && (compare(answer, item.min) ?? 0) < 0;
  const isAbove = item.max !== undefined && (compare(answer, item.max) ?? 0) > 0;
  return isBelow || isAbove ? [{ code: 'range' }] : [];
}

/** Questions whose answers are picked have one place for all of them. */
function isListed({ type }: FormItem): boolean {
  return type === 'choice' || type === 'open-choice' || type === 'boolean';
}
