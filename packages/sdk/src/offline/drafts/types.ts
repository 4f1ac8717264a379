import type { Draft } from '../../contract/drafts.ts';

/** Whose draft it is, within the partition's user. */
export interface DraftOwner {
  /** Patient id. */
  patient: string;
  /** Plugin id. */
  plugin: string;
}

/** A draft as it lies in the store. */
export interface KeptDraft extends Draft, DraftOwner {
  /** Opaque; names the draft for {@link DraftKeeper.discard}. */
  readonly id: string;
  /** ISO 8601. */
  readonly savedAt: string;
  /** It can no longer be read: shown, so that somebody knows, with empty texts in place of what it said. */
  readonly isDamaged?: true;
}

/**
 * Where unfinished things are kept: the store of the outbox, under the same keys, never sent anywhere.
 *
 * Every method throws `storage-locked`, `storage-blocked` or `storage-damaged`, as the outbox does.
 */
export interface DraftKeeper {
  /**
   * Resolves once the draft is durable: encrypted and committed with strict durability. The same key replaces.
   * @throws `storage-full`; `too-many-requests` for one more than a plugin may have for a patient
   */
  put(owner: DraftOwner, draft: Draft): Promise<void>;
  /** Oldest first; with `patient` or `plugin`, of these only. */
  list(filter?: Partial<DraftOwner>): Promise<KeptDraft[]>;
  /** The plugin is done with it. */
  remove(owner: DraftOwner, key: string): Promise<void>;
  /** A person gives it up. Works for a damaged one too. */
  discard(id: string): Promise<void>;
}
