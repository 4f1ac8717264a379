/** Clinical context as a lease, and one patient's record behind it. Shared by `host` and `workplace`. */
export { Lease } from './lease.ts';
export type { LeaseSubject } from './lease.ts';
export { LocalRecord } from './local-record.ts';
export type { LocalRecordOptions } from './local-record.ts';
export { clinicalContext } from './context.ts';
export type { DraftAccess } from './draft-access.ts';
export { LocalDrafts } from './local-drafts.ts';
export { LiveReceipt } from './receipt.ts';
export type { PageRequest, RecordAccess, RecordCall, RecordPage, RecordRead } from './record-access.ts';
export { directReads } from './answers/record-reads.ts';
export type { Fetched, JudgedPage, RecordReads } from './answers/record-reads.ts';
export { pairsOf } from './requests/asked.ts';
export { judgePageLink } from './requests/page-link.ts';
export { judgeRequest, keyOfRequest, typesOf } from './requests/judged.ts';
export type { Judged } from './requests/judged.ts';
export { isPermitted } from './grants.ts';
export { belongsTo } from './answers/ownership.ts';
