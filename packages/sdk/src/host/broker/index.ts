/** Between the plugins and the record of one lease: grants, judged requests, one shared memory of what was read. */
export { LeaseBroker } from './lease-broker.ts';
export type { LeaseBrokerOptions, RecordGrant, RecordUser } from './lease-broker.ts';
export type { ReadCacheLimits } from './read-cache.ts';
export { writeRefusal } from './write-refusal.ts';
export { PresentLease } from './present-lease.ts';
