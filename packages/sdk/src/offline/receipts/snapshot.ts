import type { ReceiptSnapshot, ReceiptState } from '../../workplace/types.ts';
import type { Entry, EntryContent, EntryRow, EntryState } from '../entry.ts';
import type { WitnessedWrite } from '../witness/witness-store.ts';

/** What a receipt says beyond its own entry. */
export interface QueueFacts {
  /** The queue waits for a sign-in. */
  isLoginNeeded: boolean;
  /** Whether the disk has room to write down what is sent. */
  hasRoom: boolean;
  waitsFor: readonly string[];
  /** Milliseconds since the epoch. */
  nextAttemptAt: number | undefined;
}

/**
 * What a receipt says. While the queue waits for a sign-in, whatever has still to be sent says so; the stored state stays
 * as it is. A discarded write tells its followers, once, that it was `rejected` because a person gave it up (`aborted`).
 */
export function snapshotOf({ row, content }: Entry, facts: QueueFacts): ReceiptSnapshot {
  const snapshot: ReceiptSnapshot = {
    id: row.id,
    state: receiptState(row.state, facts.isLoginNeeded),
    patient: content.patient,
    plugin: authorOf(content),
    storedAt: instant(row.storedAt),
    resources: content.writes.map(({ reference, result }) => (result ? { ...result } : { reference })),
    ...(content.measuredAt === undefined ? {} : { measuredAt: content.measuredAt }),
    ...(row.sentAt === undefined ? {} : { sentAt: instant(row.sentAt) }),
    ...(facts.waitsFor.length > 0 && { waitsFor: facts.waitsFor }),
    ...(row.state === 'stored' &&
      facts.nextAttemptAt !== undefined && { nextAttemptAt: instant(facts.nextAttemptAt) }),
  };
  const error = errorOf({ row, content }, snapshot.state, facts.hasRoom);
  return error ? { ...snapshot, error } : snapshot;
}

/** A row that cannot be opened: shown and kept, because somebody must know that a write may be lost. */
export function damagedSnapshot(row: EntryRow): ReceiptSnapshot {
  return unreadSnapshot(row, 'storage-damaged');
}

/** A write that was acknowledged and is not in the store any more. Only when it was saved is known. */
export function lostSnapshot(lost: WitnessedWrite): ReceiptSnapshot {
  return unreadSnapshot(lost, 'storage-lost');
}

function unreadSnapshot(
  { id, storedAt }: Pick<EntryRow, 'id' | 'storedAt'>,
  code: 'storage-damaged' | 'storage-lost',
): ReceiptSnapshot {
  return {
    id,
    state: 'rejected',
    patient: '',
    plugin: { id: '', version: '' },
    storedAt: instant(storedAt),
    resources: [],
    error: { code },
  };
}

function receiptState(state: EntryState, isLoginNeeded: boolean): ReceiptState {
  if (state === 'discarded') return 'rejected';
  return isLoginNeeded && (state === 'stored' || state === 'sending') ? 'needs-login' : state;
}

function errorOf({ row, content }: Entry, state: ReceiptState, hasRoom: boolean): ReceiptSnapshot['error'] {
  if (row.state === 'discarded') return { code: 'aborted' };
  if (state === 'needs-login') return { code: 'needs-login' };
  if (!hasRoom && (state === 'stored' || state === 'sending')) return { code: 'storage-full' };
  if (!content.error) return undefined;
  // The server's own words are for whoever corrects the write; a receipt is seen by every plugin of this patient.
  const { words: _words, ...error } = content.error;
  return error;
}

function authorOf({ plugin: { id, version, view } }: EntryContent): ReceiptSnapshot['plugin'] {
  return { id, version, ...(view !== undefined && { view }) };
}

function instant(ms: number): string {
  return new Date(ms).toISOString();
}
