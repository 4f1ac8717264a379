import type { EntryRow } from '../entry.ts';
import type { OutboxTransaction } from './outbox-connection.ts';

/**
 * The rows with these numbers, those that are there. Where they lie together one request fetches them all, which costs the
 * browser as much as one of them: what is sent in one go was mostly saved in one go.
 */
export async function rowsTogether(
  tx: OutboxTransaction<'readwrite'>,
  sequences: readonly number[],
): Promise<ReadonlyMap<number, EntryRow>> {
  const entries = tx.objectStore('entries');
  const [first, last] = [Math.min(...sequences), Math.max(...sequences)];
  const isDense = sequences.length > 1 && last - first < 2 * sequences.length;
  const rows = isDense
    ? await entries.getAll(IDBKeyRange.bound(first, last))
    : await Promise.all(sequences.map((sequence) => entries.get(sequence)));
  return new Map(rows.flatMap((row) => (row ? [[row.sequence, row] as const] : [])));
}
