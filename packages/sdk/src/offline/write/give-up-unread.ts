import type { Vault } from '../encryption/vault.ts';
import type { Entry } from '../entry.ts';
import type { EntryStore } from '../store/entry-store.ts';
import type { Witness } from '../witness/witness.ts';
import { unreadRecord } from './decisions.ts';

/** A person's decision about a write that nobody can read, and where it is written down. */
export interface UnreadDecision {
  id: string;
  reason: string;
  /** Milliseconds since the epoch. */
  at: number;
  vault: Vault;
  store: EntryStore;
  witness: Witness;
  onChange: (entry: Entry) => void;
}

/** What cannot be read can still be given up. The record is sealed under the key of no patient. */
export async function giveUpUnread({ vault, store, onChange, ...decision }: UnreadDecision): Promise<void> {
  const row = await store.byId(decision.id);
  if (!row) return;
  const { content, ...sealed } = await recordOf(vault, decision);
  await store.change(row.sequence, { from: [row.state] }, { state: 'discarded', ...sealed });
  onChange({ row: { ...row, state: 'discarded' }, content });
}

/** A person took note of a lost write; the record of it stays. False when the write is not lost. */
export async function giveUpLost(options: UnreadDecision): Promise<boolean> {
  const { vault, store, witness, onChange, ...decision } = options;
  const { id } = decision;
  const found = await witness.compare(() => store.all());
  const lost = found.lost.find((one) => one.id === id);
  if (!lost) return false;
  const { content, ...sealed } = await recordOf(vault, decision);
  const { storedAt } = lost;
  const { row } = await store.add({ id, state: 'discarded', storedAt, fence: 0, ...sealed });
  onChange({ row, content });
  return true;
}

async function recordOf(vault: Vault, { id, reason, at }: Pick<UnreadDecision, 'id' | 'reason' | 'at'>) {
  const content = unreadRecord(reason, at);
  const patientKey = await vault.keyring.patientKey(content.patient);
  return { content, patientKey, sealed: await vault.seal(id, patientKey, content) };
}
