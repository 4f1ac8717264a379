/**
 * Places at which a kill can strike, in the order in which a write goes through them. The first ones lie in the browser,
 * where the worker stands still at them; two lie at the server, where the request is held.
 */
export const WORKER_FAILPOINTS = [
  /** A patient's data key was made and wrapped; its transaction is not committed. */
  'key-uncommitted',
  /** The entry is in a transaction that is not committed. */
  'save-uncommitted',
  /** It is committed, and nobody was told. */
  'save-committed',
  /** The witness is being told of it. */
  'witness-noting',
  /** `sending` is in a transaction that is not committed. */
  'sending-uncommitted',
  /** `sending` is committed, and nothing has left. */
  'sending-committed',
  /** The answer is here, and nothing of it is written down. */
  'answered',
  /** The outcome is in a transaction that is not committed. */
  'outcome-uncommitted',
  /** It is committed, and nobody was told. */
  'outcome-committed',
  /** The witness is being told that it may forget. */
  'witness-forgetting',
] as const;

export const SERVER_FAILPOINTS = [
  /** The request has arrived whole, and the server has not acted. */
  'arrived',
  /** The server has acted, and no byte of its answer has left. */
  'acted',
] as const;

export const FAILPOINTS = [...WORKER_FAILPOINTS, ...SERVER_FAILPOINTS];
export type WorkerFailpoint = (typeof WORKER_FAILPOINTS)[number];
export type ServerFailpoint = (typeof SERVER_FAILPOINTS)[number];
export type Failpoint = WorkerFailpoint | ServerFailpoint;
