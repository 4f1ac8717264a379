import type { FhirResource, Reference } from 'fhir/r4';
import type { ReceiptSnapshot } from '../workplace/types.ts';
import type { ConflictDecision, WriteConflict } from './conflict/types.ts';
import type { DraftKeeper } from './drafts/types.ts';
import type { ParkedWrite } from './write/parked-write.ts';

/** What the host hands over to be made durable. The outbox stamps ids, operation identifiers and Provenance itself. */
export interface WriteRequest {
  /** Unique per write; enqueueing the same id twice gives the first receipt back and has no second effect. */
  operationId: string;
  /** Patient id. */
  patient: string;
  /** Saved as one group: all or none. New ones have no `id`; changed ones carry `id` and `meta.versionId`. */
  resources: readonly FhirResource[];
  /**
   * What the host itself read of the resources that are changed, each with its `meta.versionId`: kept for merging, should
   * somebody else have changed them meanwhile. Without one the server is asked for that version then.
   */
  bases?: readonly FhirResource[];
  /** Who recorded it, for Provenance. */
  author: Reference;
  /** Which software, for Provenance. */
  plugin: {
    id: string;
    version: string;
    title?: string;
    /** Which of its views it was saved from: that is where it is corrected. */
    view?: string;
  };
  /** Id of the lease it was saved under, for Provenance. */
  lease: string;
  /**
   * Id of a refused write of the same patient and plugin, which this one takes the place of: in one change, so that never
   * both of them have an effect. Its receipt goes on.
   */
  replaces?: string;
  /**
   * Position in the trace of whoever saved it. Kept in memory only: what is sent by another tab, or in a later session,
   * belongs to no trace.
   */
  traceparent?: string;
}

/** Server and user whose writes share a queue, a lock and a key. Never mixed with another. */
export interface Partition {
  /** FHIR base URL without a trailing slash. */
  fhirBaseUrl: string;
  /** Reference of the signed-in user, for example `Practitioner/abc`. */
  user: string;
}

/**
 * Who wants it sent. `person`: somebody pressed a button and looks; at once. `network`: the connection came back, and for
 * everybody else who was cut off in the same second: soon, by chance within a fifth of the longest wait so far.
 */
export type FlushCause = 'person' | 'network';

/** The page's side of the outbox; the work is done in a worker. */
export interface Outbox {
  /** What is unfinished: kept in the same store, under the same keys, and never sent. */
  readonly drafts: DraftKeeper;
  /**
   * Resolves once the write is durable: encrypted and committed with strict durability.
   * @throws `storage-full`, `storage-blocked`, `storage-locked`, `storage-damaged`, `rejected`, `wrong-patient`; where it
   *   `replaces` a write also `not-found`, `conflict` when that one is not refused any more, and `incomplete` when it
   *   leaves out what a later write builds on
   */
  enqueue(write: WriteRequest): Promise<ReceiptSnapshot>;
  /** Unfinished writes, oldest first; with `patient`, of that patient only. */
  list(filter?: { patient?: string }): Promise<ReceiptSnapshot[]>;
  /** Every change of any write in this partition, also those made by other tabs. Returns the function that stops it. */
  subscribe(listener: (snapshot: ReceiptSnapshot) => void): () => void;
  /**
   * Tries now instead of at the next back-off. Call it after a sign-in, and with `network` when the connection came back.
   * A wait that the server asked for is kept. Default `person`.
   */
  flush(cause?: FlushCause): Promise<void>;
  /** Puts a rejected write back in the queue. One in conflict is compared again with what stands there now. */
  retry(id: string): Promise<void>;
  /**
   * What a write in conflict met: for a person, in the host's own screens. Never given to a plugin.
   * @throws `not-found` for a write in no conflict
   */
  conflict(id: string): Promise<WriteConflict>;
  /**
   * A person's decision, at once or later; the partition's user is named for it in Provenance. What is sent meets the
   * version that the person saw, so a later change of somebody else is a new conflict and never overwritten.
   * @throws `not-found`, `conflict` (it changed after it was shown), `incomplete`, `invalid-request`, `denied`
   */
  resolve(id: string, decision: ConflictDecision): Promise<void>;
  /**
   * A write that the server refused, for the host to give back to the plugin that made it, and to nobody else.
   * @throws `not-found` for one that was not refused
   */
  repair(id: string): Promise<ParkedWrite>;
  /** A person gives up one write. It is recorded with the reason, then removed. */
  discard(id: string, reason: string): Promise<void>;
  /** Ends the worker and forgets the keys. What is stored stays, encrypted. */
  close(): Promise<void>;
}
