import type { Vault } from '../encryption/vault.ts';
import { UNFINISHED } from '../entry.ts';
import type { EntryStore } from '../store/entry-store.ts';
import { referencesIn } from './references.ts';

/** What the unfinished writes saved after `id` refer to or change, as `Type/id`. One that cannot be read says nothing. */
export async function laterReferences(
  id: string,
  store: EntryStore,
  vault: Vault,
): Promise<ReadonlySet<string>> {
  const rows = await store.all();
  const from = rows.find((row) => row.id === id)?.sequence ?? Infinity;
  const later = rows.filter(({ sequence, state }) => sequence > from && UNFINISHED.has(state));
  const contents = await Promise.all(later.map((row) => vault.open(row).catch(() => undefined)));
  const writes = contents.flatMap((content) => content?.writes ?? []);
  const changed = writes.filter(({ isNew }) => !isNew).map(({ reference }) => reference);
  return new Set([...changed, ...referencesIn(writes.map(({ resource }) => resource))]);
}
