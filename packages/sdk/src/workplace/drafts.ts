import type { Draft, DraftMethods, StoredDraft } from '../contract/drafts.ts';
import type { PortClient } from '../bridge/client.ts';
import type { DraftAccess } from '../lease/draft-access.ts';
import type { Lease } from '../lease/lease.ts';
import { tellAll } from './signal.ts';
import type { ClinicalContext } from './types.ts';

/**
 * Unfinished work that the workplace keeps, encrypted, for this user, this patient and this plugin, until the plugin or
 * a person removes it. Every call names the context it belongs to and rejects with `stale-context` once that has ended:
 * what was typed for one patient cannot be kept under another. Needs the capability `drafts`; without it every call
 * rejects with `denied`.
 */
export interface Drafts {
  /**
   * Resolves once the draft is durable. The same key replaces.
   * @throws `stale-context`, `denied`; `invalid-request` for a key that is none or more than 64 KiB of data;
   *   `too-many-requests` for more than 20; `storage-full`, `storage-locked`, `storage-blocked`
   */
  put(context: ClinicalContext, draft: Draft): Promise<void>;
  /** What was kept for the patient of this context, oldest first. @throws `stale-context`, `denied`, `storage-locked` */
  list(context: ClinicalContext): Promise<StoredDraft[]>;
  /** @throws `stale-context`, `denied`, `storage-locked` */
  remove(context: ClinicalContext, key: string): Promise<void>;
  /** Called when there is something to offer again, or when another instance of the plugin changed it: list anew. */
  subscribe(listener: () => void): () => void;
}

/** Drafts over whatever keeps them: a port in a workplace, the page's own store elsewhere. */
export class LeasedDrafts implements Drafts {
  readonly #accessOf: (context: ClinicalContext) => DraftAccess;
  readonly #listeners = new Set<(told: undefined) => void>();

  /** @param accessOf throws `stale-context` for a context that is not the present one */
  constructor(accessOf: (context: ClinicalContext) => DraftAccess) {
    this.#accessOf = accessOf;
  }

  async put(context: ClinicalContext, draft: Draft): Promise<void> {
    return this.#accessOf(context).put(draft);
  }

  async list(context: ClinicalContext): Promise<StoredDraft[]> {
    return this.#accessOf(context).list();
  }

  async remove(context: ClinicalContext, key: string): Promise<void> {
    return this.#accessOf(context).remove(key);
  }

  subscribe(listener: () => void): () => void {
    const heard = () => listener();
    this.#listeners.add(heard);
    return () => this.#listeners.delete(heard);
  }

  /** There is something to list. */
  tell(): void {
    tellAll(this.#listeners, undefined);
  }
}

/** Drafts on the far side of a port. The host judges every call; this side only keeps ended leases quiet. */
export class RemoteDrafts implements DraftAccess {
  readonly #client: PortClient<DraftMethods>;
  readonly #lease: Lease;

  constructor(client: PortClient<DraftMethods>, lease: Lease) {
    this.#client = client;
    this.#lease = lease;
  }

  async put(draft: Draft): Promise<void> {
    this.#lease.assertLive();
    // Not cut short by the end of the lease: what the workplace kept is kept.
    await this.#client.call('drafts.put', { lease: this.#lease.id, draft });
  }

  list(): Promise<StoredDraft[]> {
    return this.#lease.during((signal) =>
      this.#client.call('drafts.list', { lease: this.#lease.id }, { signal }),
    );
  }

  async remove(key: string): Promise<void> {
    this.#lease.assertLive();
    await this.#client.call('drafts.remove', { lease: this.#lease.id, key });
  }
}
