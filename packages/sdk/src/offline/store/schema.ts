import type { DBSchema } from 'idb';
import type { DraftRow } from '../drafts/draft-row.ts';
import type { EntryRow } from '../entry.ts';
import type { PacingState } from '../send/pacing/pacing-state.ts';

/** Raised with every change of the stores below; a change needs a migration in `outbox-connection.ts`. */
export const DATABASE_VERSION = 2;

/** What is stored, and where. */
export interface OutboxSchema extends DBSchema {
  /** Entries and what is left of them, in the order they were made. */
  entries: { key: number; value: EntryRow; indexes: { id: string } };
  /** What plugins want kept and is not to be sent. Since version 2. */
  drafts: { key: string; value: DraftRow; indexes: { group: string; patientKey: string } };
  /** Wrapped data keys by the opaque name of their patient. */
  keys: { key: string; value: ArrayBuffer };
  /** The few facts about the queue itself. */
  meta: { key: MetaName; value: number | string | boolean | PacingState };
}

/**
 * `fence`: number of the last elected sender. `keyCheck`: tells a wrong key. `isLoginNeeded`: the queue waits for a person.
 * `pacing`: what the queue waits out. `unasked`: up to which confirmed write the server was not heard (`send/restored/`).
 */
export type MetaName = 'fence' | 'keyCheck' | 'isLoginNeeded' | 'pacing' | 'unasked';

/** Names of the stores. */
export type StoreName = 'entries' | 'drafts' | 'keys' | 'meta';
