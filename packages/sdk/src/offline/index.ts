/** The durable outbox: what is saved survives, reaches the server once, and stays secret at rest. */
export { openOutbox } from './open-outbox.ts';
export type { OpenOutboxOptions } from './open-outbox.ts';
export type { DraftKeeper, DraftOwner, KeptDraft } from './drafts/types.ts';
export type { Outbox, Partition, WriteRequest } from './types.ts';
