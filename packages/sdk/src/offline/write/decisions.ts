import { SamspilError } from '../../errors.ts';
import type { Entry, EntryContent, EntryState } from '../entry.ts';
import { withoutPayload } from '../send/answers/settlement.ts';
import type { Settlement } from '../send/answers/settlement.ts';

/** A person's decision about one entry, and the states in which it may still be taken. */
export interface Decision extends Settlement {
  from: readonly EntryState[];
}

/**
 * Back into the queue. After a conflict it means "look again": the write meets what stands there now, and becomes the same
 * conflict or none. It overwrites nothing; see `conflict/resolve.ts` for deciding.
 * @throws `invalid-request` when the write is neither rejected nor in conflict; `storage-lost` when its content is gone
 */
export function putBack({ row, content }: Entry): Decision {
  if (row.state !== 'rejected' && row.state !== 'conflict') {
    throw new SamspilError('invalid-request', 'Only a rejected or conflicting write can be put back.');
  }
  if (!content.writes.some(({ resource }) => resource))
    throw new SamspilError(
      'storage-lost',
      'Nothing is left of this write; save it again as a new operation.',
    );
  const { error: _error, standings: _standings, ...clean } = content;
  return { content: clean, patch: { state: 'stored' }, from: ['rejected', 'conflict'] };
}

/**
 * Given up. The resources go; who wrote what where, and why it was given up, stays, encrypted.
 * @throws `invalid-request` while the write is on its way, when nobody can say whether it arrived
 */
export function discarded({ row, content }: Entry, reason: string, at: number): Decision {
  // Whether what left with it arrived is as unknown as whether it did.
  if (row.state === 'sending' || (content.carries ?? []).length > 0) {
    throw new SamspilError(
      'invalid-request',
      'The write is on its way; wait for the answer before giving it up.',
    );
  }
  const { standings: _standings, ...rest } = content;
  const record: EntryContent = { ...withoutPayload(rest), discarded: { reason, at } };
  return { content: record, patch: { state: 'discarded' }, from: ['stored', 'conflict', 'rejected'] };
}

/** The record of giving up a write that nobody can read any more. */
export function unreadRecord(reason: string, at: number): EntryContent {
  return {
    operationId: '',
    patient: '',
    author: {},
    plugin: { id: '', version: '' },
    lease: '',
    writes: [],
    provenance: { reference: '', isNew: true, mark: '' },
    attempts: 0,
    discarded: { reason, at },
  };
}
