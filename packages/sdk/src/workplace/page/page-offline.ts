import { OfflineRecords } from '../../held/index.ts';
import type { OfflineAccess, PrepareEstimate, PrepareOptions, PrepareResult } from '../../held/index.ts';
import type { OfflineRecordsOptions } from '../../held/offline-records.ts';
import type { Lease } from '../../lease/lease.ts';
import type { HeldPatient, StorageEstimate } from '../../offline/records/types.ts';

/**
 * What is held of the open patient on this device, in a page of its own: reads are answered from it by themselves when the
 * server is not reached. In a workplace that is the workplace's matter, and no plugin gets this. Every method rejects with
 * `stale-context` once the lease has ended.
 */
export interface PageOffline {
  /** Downloads what is wanted of this patient, or brings it up to date. @throws as `OfflineAccess.prepare` */
  prepare(options: Omit<PrepareOptions, 'patients'>): Promise<PrepareResult>;
  /** What that would take. @throws as `OfflineAccess.estimate` */
  estimate(options: Omit<PrepareOptions, 'patients'>): Promise<PrepareEstimate>;
  /** How much is held, and how old it is; undefined when nothing is. */
  held(): Promise<HeldPatient | undefined>;
  /** Lets it go. */
  forget(): Promise<void>;
  storage(): Promise<StorageEstimate>;
}

/** What this page holds, as far as the patient of the lease is concerned. It ends with the lease. */
export function pageOffline(lease: Lease, options: OfflineRecordsOptions): PageOffline {
  const { patientId: patient } = lease;
  const { records } = options;
  const offline: OfflineAccess & Pick<OfflineRecords, 'end'> = new OfflineRecords(options);
  records.hold(patient);
  // Only the order in which records are let go depends on it.
  records.opened(patient).catch(() => undefined);
  lease.ended.addEventListener('abort', () => void offline.end().catch(() => undefined), { once: true });
  return {
    prepare: ({ signal: caller, ...wanted }) =>
      lease.during((signal) => offline.prepare({ ...wanted, patients: [patient], signal }), caller),
    estimate: ({ signal: caller, ...wanted }) =>
      lease.during((signal) => offline.estimate({ ...wanted, patients: [patient], signal }), caller),
    held: () => lease.during(async () => (await offline.held()).find((one) => one.patient === patient)),
    forget: () => lease.during(() => offline.forget(patient)),
    storage: () => lease.during(() => offline.storage()),
  };
}
