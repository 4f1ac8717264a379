import { UNFINISHED } from '../entry.ts';
import type { EntryState, Write } from '../entry.ts';

/** An entry as far as order needs to see it. */
export interface QueueItem {
  sequence: number;
  state: EntryState;
  writes: readonly Pick<Write, 'reference' | 'isNew'>[];
  /** References inside the resources. */
  references: ReadonlySet<string>;
}

/** What to do next. An `orphan` refers to a resource that a person decided not to make. */
export type Next = { kind: 'send' | 'orphan'; sequence: number } | undefined;

/**
 * The first entry, by sequence, that may go. It waits only for earlier unfinished entries that write the same resource or
 * create one that it refers to; a poison entry therefore delays what depends on it and nothing else.
 *
 * @param items in order of sequence
 * @param isResting whether an entry is waiting out its back-off; those behind it are still ordered after it
 */
export function nextOf(items: Iterable<QueueItem>, isResting: (sequence: number) => boolean): Next {
  const written = new Set<string>();
  const created = new Set<string>();
  const given = new Set<string>();
  for (const item of items) {
    if (item.state === 'discarded') createdBy(item).forEach((reference) => given.add(reference));
    if (!UNFINISHED.has(item.state)) continue;
    const isBlocked =
      item.writes.some(({ reference }) => written.has(reference)) ||
      [...item.references].some((reference) => created.has(reference));
    const isSendable = item.state === 'stored' || item.state === 'sending';
    if (isSendable && !isBlocked && !isResting(item.sequence)) {
      const isOrphan =
        [...item.references].some((reference) => given.has(reference)) ||
        item.writes.some(({ reference, isNew }) => !isNew && given.has(reference));
      return { kind: isOrphan ? 'orphan' : 'send', sequence: item.sequence };
    }
    item.writes.forEach(({ reference }) => written.add(reference));
    createdBy(item).forEach((reference) => created.add(reference));
  }
  return undefined;
}

function createdBy({ writes }: QueueItem): string[] {
  return writes.filter(({ isNew }) => isNew).map(({ reference }) => reference);
}
