/** Reading without a connection, below the judges of the lease: for the workplace's host and for a page that runs alone. */
export { HeldReads } from './held-reads.ts';
export { OfflineRecords } from './offline-records.ts';
export type {
  DownloadFailure,
  DownloadProgress,
  HeldPerson,
  OfflineAccess,
  PreparedResources,
  PrepareEstimate,
  PrepareOptions,
  PrepareResult,
} from './types.ts';
