import type { Vault } from '../encryption/vault.ts';
import { UNFINISHED } from '../entry.ts';
import { SentHistory } from '../send/history.ts';
import type { EntryStore } from '../store/entry-store.ts';
import type { WriteRequest } from '../types.ts';

/**
 * Tells the resources that this outbox made, or is about to make: only a change to one of them may lack a version.
 * Reads everything, unless no resource of the write asks for it.
 */
export async function madeHereFor(
  { resources }: WriteRequest,
  store: EntryStore,
  vault: Vault,
): Promise<(reference: string) => boolean> {
  if (resources.every(({ id, meta }) => id === undefined || meta?.versionId !== undefined))
    return () => false;
  const history = new SentHistory();
  const pending = new Set<string>();
  for (const row of await store.all()) {
    const content = await vault.open(row).catch(() => undefined);
    if (content && row.state === 'accepted') history.add(row.sequence, content);
    if (content && UNFINISHED.has(row.state))
      content.writes.filter(({ isNew }) => isNew).forEach(({ reference }) => pending.add(reference));
  }
  return (reference) => pending.has(reference) || history.isMadeHere(reference);
}
