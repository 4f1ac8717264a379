import type { Draft, StoredDraft } from '../contract/drafts.ts';
import type { DraftKeeper } from '../offline/drafts/types.ts';
import type { DraftAccess } from './draft-access.ts';
import { assertDraft, assertDraftKey } from './draft-rules.ts';
import type { Lease } from './lease.ts';

export interface LocalDraftsOptions {
  lease: Lease;
  /** Id of the plugin whose drafts these are. */
  plugin: string;
  keeper: DraftKeeper;
  /** Something was kept or removed. */
  onChange?: (what: 'kept' | 'removed') => void;
}

/**
 * Drafts where the store is. Patient and plugin come from the lease and the host, never from the caller, so no draft can
 * be put or found under another.
 */
export class LocalDrafts implements DraftAccess {
  readonly #options: LocalDraftsOptions;

  constructor(options: LocalDraftsOptions) {
    this.#options = options;
  }

  async put(draft: Draft): Promise<void> {
    const { lease, keeper, onChange } = this.#options;
    lease.assertLive();
    assertDraft(draft);
    // Judged once, like a save: what became durable is answered truthfully, and lies with its own patient.
    await keeper.put(this.#owner, draft);
    onChange?.('kept');
  }

  list(): Promise<StoredDraft[]> {
    const { lease, keeper } = this.#options;
    return lease.during(async () => {
      const kept = await keeper.list(this.#owner);
      return kept.flatMap(({ key, title, data, savedAt, isDamaged }) =>
        isDamaged ? [] : [{ key, title, data, savedAt }],
      );
    });
  }

  async remove(key: string): Promise<void> {
    const { lease, keeper, onChange } = this.#options;
    lease.assertLive();
    assertDraftKey(key);
    await keeper.remove(this.#owner, key);
    onChange?.('removed');
  }

  get #owner(): { patient: string; plugin: string } {
    return { patient: this.#options.lease.patientId, plugin: this.#options.plugin };
  }
}
