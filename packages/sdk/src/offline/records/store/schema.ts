import type { DBSchema } from 'idb';
import type { Sealed } from '../../entry.ts';

/** Raised with every change of the stores below; a change needs a migration in `records-connection.ts`. */
export const RECORDS_VERSION = 1;

/** One patient of whom something is held. */
export interface PatientRow {
  /** Opaque name of the patient's data key. */
  patientKey: string;
  /** Raised by every change of what is held of her: whoever read before it begins again. */
  revision: number;
  /** Number of the next segment. A number is never used twice: what is sealed is bound to it. */
  nextSegment: number;
  /** When her record was last opened or prepared, milliseconds since the epoch; for eviction. */
  openedAt: number;
  /** Bytes of what is sealed. */
  bytes: number;
  /** {@link PatientHead}. */
  sealed: Sealed;
}

/** Some resources of one patient, named by what they can be found by. */
export interface SegmentRow {
  patientKey: string;
  number: number;
  /** Blind tokens; see `index/blind-index.ts`. */
  tokens: string[];
  bytes: number;
  /** What is in it, without the resources themselves: a segment is looked at before its body is read. */
  sealed: Sealed;
}

/** Key of a segment and of its body. */
export type SegmentKey = [patientKey: string, number: number];

/** What is stored, and where. Nothing here waits to be sent: losing all of it costs a download. */
export interface RecordsSchema extends DBSchema {
  patients: { key: string; value: PatientRow; indexes: { openedAt: number } };
  segments: { key: SegmentKey; value: SegmentRow; indexes: { tokens: string } };
  /** The resources of a segment, sealed as one. */
  bodies: { key: SegmentKey; value: Sealed };
  /** Wrapped data keys by the opaque name of their patient. Not those of the outbox: they can be destroyed alone. */
  keys: { key: string; value: ArrayBuffer };
  /** `keyCheck` tells a wrong key. */
  meta: { key: 'keyCheck'; value: string };
}

/** Names of the stores. */
export const RECORD_STORES = ['patients', 'segments', 'bodies', 'keys', 'meta'] as const;
export type RecordStoreName = (typeof RECORD_STORES)[number];
