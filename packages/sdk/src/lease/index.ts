/** Clinical context as a lease, and one patient's record behind it. Shared by `host` and `workplace`. */
export { Lease } from './lease.ts';
export type { LeaseSubject } from './lease.ts';
export { LocalRecord } from './local-record.ts';
export type { LocalRecordOptions } from './local-record.ts';
export { clinicalContext } from './context.ts';
export { LiveReceipt } from './receipt.ts';
export type { PageRequest, RecordAccess, RecordPage, RecordRead } from './record-access.ts';
export { directReads } from './record-reads.ts';
export type { Fetched, JudgedPage, RecordReads } from './record-reads.ts';
export { keyOfRequest, typesOf } from './judge/judged.ts';
export type { Judged } from './judge/judged.ts';
export { isPermitted } from './judge/grants.ts';
export { belongsTo } from './judge/ownership.ts';
