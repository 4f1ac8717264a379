/** The durable outbox: what is saved survives, reaches the server once, and stays secret at rest. */
export type {
  ConflictChoice,
  ConflictDecision,
  ConflictKind,
  ConflictingResource,
  WriteConflict,
} from './conflict/types.ts';
export { openOutbox } from './open-outbox.ts';
export type { OpenOutboxOptions } from './open-outbox.ts';
export { openRecords, shredOtherRecords } from './records/open-records.ts';
export type { OpenRecordsOptions } from './records/open-records.ts';
export type {
  EvictionPolicy,
  HeldCoverage,
  HeldPatient,
  RecordStore,
  StorageEstimate,
} from './records/types.ts';
export type { DraftKeeper, DraftOwner, KeptDraft } from './drafts/types.ts';
export type { Route } from './entry.ts';
export type { ServerRules } from './send/routes.ts';
export type { FlushCause, Outbox, Partition, WriteRequest } from './types.ts';
export type { ParkedWrite } from './write/parked-write.ts';
export { reportUnsent, unsentElsewhere } from './witness/report-unsent.ts';
export type { ReportUnsentOptions } from './witness/report-unsent.ts';
