import type { Vault } from '../encryption/vault.ts';
import type { Entry, EntryContent, EntryState } from '../entry.ts';
import type { RowPatch } from '../store/entry-store.ts';
import { withoutPayload } from './answers/settlement.ts';
import type { Settlement } from './answers/settlement.ts';
import type { Delivery } from './deliver.ts';
import type { Mirror } from './mirror.ts';

/** Entries that change together with the one that carries them (`send/squash.ts`). */
export interface Company {
  from: EntryState;
  /** Whether nothing may change when one of them is not `from` any more. */
  isStrict: boolean;
  members: readonly Member[];
}

/** One of them and what becomes of it. */
export interface Member {
  entry: Entry;
  state: EntryState;
  content: EntryContent;
}

/** Nobody. */
export const ALONE: Company = { from: 'stored', isStrict: false, members: [] };

/** They leave: each must still be as it was chosen, or nothing leaves. */
export function leaving(companions: readonly Entry[]): Company {
  const members = companions.map((entry): Member => ({ entry, state: 'sending', content: entry.content }));
  return { from: 'stored', isStrict: true, members };
}

/** The content of an entry that carries these. */
export function carrying(content: EntryContent, companions: readonly Entry[]): EntryContent {
  const { carries: _carries, ...rest } = content;
  return companions.length === 0 ? rest : { ...rest, carries: companions.map(({ row }) => row.sequence) };
}

/**
 * What becomes of them once the attempt has ended: they share what arrived; while that is not known they stay on the way;
 * refused, they part and each is what it was.
 */
export function arriving(
  settlement: Settlement,
  kind: Delivery['kind'],
  companions: readonly Entry[],
): { settlement: Settlement; company: Company } {
  if (companions.length === 0) return { settlement, company: ALONE };
  const { writes, provenance } = settlement.content;
  const result = writes[0]?.result;
  if (!result && (kind === 'unavailable' || kind === 'needs-login')) return { settlement, company: ALONE };
  const members = companions.map((entry): Member => {
    if (!result) return { entry, state: 'stored', content: entry.content };
    const results = new Map(entry.content.writes.map(({ reference }) => [reference, result]));
    const content = withoutPayload(entry.content, results);
    // It has no Provenance of its own, and somebody may write over the record: only this one tells then that it is lost.
    const { result: proof } = provenance;
    const carriedUnder = proof && { reference: proof.reference, mark: provenance.mark };
    return { entry, state: 'accepted', content: { ...content, ...(carriedUnder && { carriedUnder }) } };
  });
  return {
    settlement: { ...settlement, content: carrying(settlement.content, []) },
    company: { from: 'sending', isStrict: false, members },
  };
}

/** How the rows of the members change beside the change of the one they left with: whoever leaves with it was sent when it was. */
export async function patchesOf(
  members: readonly Member[],
  { sentAt, leftAfter }: RowPatch,
  { vault, mirror }: { vault: Vault; mirror: Pick<Mirror, 'numbered'> },
): Promise<Map<number, RowPatch>> {
  const sentWith = sentAt === undefined ? {} : { sentAt, leftAfter };
  const patches = new Map<number, RowPatch>();
  for (const { entry, state, content } of members) {
    const { id, sequence, patientKey } = entry.row;
    const sealed = await vault.seal(id, patientKey, content);
    patches.set(sequence, mirror.numbered({ state, sealed, ...sentWith }));
  }
  return patches;
}
