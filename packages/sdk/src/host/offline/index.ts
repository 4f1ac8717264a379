/** Reading without a connection: what the workplace holds on this device, and how reads fall back on it. */
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
