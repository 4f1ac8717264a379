import type { Draft, StoredDraft } from '../contract/drafts.ts';

/** One plugin's drafts as seen through one lease. Every method rejects with `stale-context` once the lease has ended. */
export interface DraftAccess {
  /**
   * Resolves once the draft is durable. The same key replaces.
   * @throws `invalid-request`, `too-many-requests`, `storage-full`, `storage-locked`, `storage-blocked`
   */
  put(draft: Draft): Promise<void>;
  /** Oldest first. */
  list(): Promise<StoredDraft[]>;
  /** Nothing happens when there is none of this key. */
  remove(key: string): Promise<void>;
}
