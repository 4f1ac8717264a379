import { SamspilError } from '../../errors.ts';
import type { Lease } from '../../lease/lease.ts';
import type { ConflictDecision, WriteConflict } from '../../offline/conflict/types.ts';
import type { Outbox } from '../../offline/types.ts';
import type { Repairs } from '../repairs.ts';
import type { ReceiptSnapshot } from '../types.ts';

/**
 * What the open patient's record has not received of what was saved here, and what a person can do about it: for the
 * screens of an app that runs in a page of its own. In a workplace these are the workplace's, and no plugin gets this.
 * Every method rejects with `stale-context` once the lease has ended, and with `not-found` for a write of another patient.
 */
export interface PageOutbox {
  /** Oldest first. */
  list(): Promise<ReceiptSnapshot[]>;
  subscribe(listener: (snapshot: ReceiptSnapshot) => void): () => void;
  /** Tries now. */
  flush(): Promise<void>;
  retry(id: string): Promise<void>;
  discard(id: string, reason: string): Promise<void>;
  /** What a write in conflict met. @throws `not-found` for a write in no conflict */
  conflict(receiptId: string): Promise<WriteConflict>;
  /** @throws `not-found`, `conflict` (it changed after it was shown), `incomplete`, `invalid-request`, `denied` */
  resolveConflict(receiptId: string, decision: ConflictDecision): Promise<void>;
  /** Opens the form of this app with a refused write. False when the app has none for it, or another app made it. */
  repair(receiptId: string): Promise<boolean>;
}

export interface PageOutboxOptions {
  lease: Lease;
  outbox: Outbox;
  /** Gives a refused write to whoever has the form. */
  ask: Repairs['ask'];
  /** Id under which this app saves. */
  plugin: string;
}

/** The outbox of this page, as far as the patient of the lease is concerned. */
export function pageOutbox({ lease, outbox, ask, plugin }: PageOutboxOptions): PageOutbox {
  const { patientId: patient } = lease;
  const list = () => lease.during(() => outbox.list({ patient }));
  /** Ids are no secret; whose write it is decides. What nobody can read any more names no patient, and is listed. */
  const own = async (id: string): Promise<void> => {
    if (!(await list()).some((receipt) => receipt.id === id))
      throw new SamspilError('not-found', 'There is no such write for this patient; list them again.');
    lease.assertLive();
  };
  return {
    list,
    subscribe: (listener) =>
      outbox.subscribe((snapshot) => {
        if (snapshot.patient === patient && !lease.ended.aborted) listener(snapshot);
      }),
    flush: () => outbox.flush(),
    retry: (id) => own(id).then(() => outbox.retry(id)),
    discard: (id, reason) => own(id).then(() => outbox.discard(id, reason)),
    conflict: (id) => own(id).then(() => outbox.conflict(id)),
    resolveConflict: (id, decision) => own(id).then(() => outbox.resolve(id, decision)),
    async repair(id) {
      const { patient: of, plugin: by, ...write } = await outbox.repair(id);
      lease.assertLive();
      return of === patient && by.id === plugin && ask(lease.id, write);
    },
  };
}
