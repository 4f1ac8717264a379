import type { Draft } from '../../contract/drafts.ts';
import type { Sealed } from '../entry.ts';
import type { DraftOwner } from './types.ts';

/** One record of the database. Everything about patient, plugin and content is inside `sealed`. */
export interface DraftRow {
  /** Made from owner and key with the released key, so that putting again meets the same row. */
  id: string;
  /** Opaque name of patient and plugin together. */
  group: string;
  /** Opaque name of the patient's data key. */
  patientKey: string;
  /** Milliseconds since the epoch. */
  savedAt: number;
  sealed: Sealed;
}

/** The encrypted part. */
export interface DraftContent extends DraftOwner, Draft {}
