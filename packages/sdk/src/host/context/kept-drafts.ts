import { SamspilError } from '../../errors.ts';
import { LocalDrafts } from '../../lease/local-drafts.ts';
import type { DraftAccess } from '../../lease/draft-access.ts';
import type { Lease } from '../../lease/lease.ts';
import type { DraftKeeper, KeptDraft } from '../../offline/drafts/types.ts';
import { staleLease } from '../mount/record-methods.ts';
import type { PluginInstance } from '../mount/plugin-instance.ts';
import type { HostEvent } from '../types.ts';

/** A draft as the workplace lists it: whose and what it is, without what the plugin put in it. */
export type ListedDraft = Omit<KeptDraft, 'data'>;

/** Whoever may have drafts: a mounted plugin, or the workplace's own elements. */
export interface DraftHolder extends Pick<PluginInstance, 'id' | 'capabilities' | 'emit'> {
  readonly manifest: Pick<PluginInstance['manifest'], 'id'>;
}

export interface KeptDraftsOptions {
  keeper: DraftKeeper;
  /** The present one. */
  lease(): Lease | undefined;
  mounted(): Iterable<DraftHolder>;
  tell: (event: Pick<HostEvent, 'kind' | 'name' | 'plugin' | 'value'>) => void;
}

/** The drafts of this user: put by plugins, each its own, offered to them again, listed and discarded by people. */
export class KeptDrafts {
  readonly #options: KeptDraftsOptions;

  constructor(options: KeptDraftsOptions) {
    this.#options = options;
  }

  /** One plugin's drafts under the present lease. @throws `denied`, `stale-context` */
  accessOf(instance: DraftHolder, leaseId: string): DraftAccess {
    const lease = this.#options.lease();
    if (!lease || lease.id !== leaseId) throw staleLease();
    if (!instance.capabilities.has('drafts')) throw notGranted();
    const { keeper, tell } = this.#options;
    const plugin = instance.manifest.id;
    return new LocalDrafts({
      lease,
      plugin,
      keeper,
      onChange: (what) => {
        tell({ kind: 'draft', plugin, name: what });
        // Another view of the same plugin may have it on the screen.
        for (const other of this.#options.mounted())
          if (other.manifest.id === plugin && other.id !== instance.id) this.#news(other, lease);
      },
    });
  }

  /**
   * Tells those of these plugins that have drafts for the present patient. A store that does not open is told to whoever
   * asks for the drafts; here it only means that there is nothing to offer.
   */
  async offer(instances: readonly DraftHolder[]): Promise<void> {
    const lease = this.#options.lease();
    const holders = instances.filter(({ capabilities }) => capabilities.has('drafts'));
    if (!lease || holders.length === 0) return;
    const kept = await this.#options.keeper.list({ patient: lease.patientId }).catch(() => []);
    for (const instance of holders) {
      const count = kept.filter(({ plugin }) => plugin === instance.manifest.id).length;
      if (count === 0 || this.#options.lease() !== lease) continue;
      this.#options.tell({ kind: 'draft', plugin: instance.manifest.id, name: 'offered', value: count });
      this.#news(instance, lease);
    }
  }

  /** Without their data; of one patient if given. */
  async list(patient?: string): Promise<ListedDraft[]> {
    const kept = await this.#options.keeper.list(patient === undefined ? {} : { patient });
    return kept.map(({ data: _data, ...listed }) => listed);
  }

  /** A person gives one up. */
  async discard(id: string): Promise<void> {
    const given = (await this.#options.keeper.list()).find((draft) => draft.id === id);
    await this.#options.keeper.discard(id);
    if (!given) return;
    this.#options.tell({ kind: 'draft', plugin: given.plugin, name: 'discarded' });
    const lease = this.#options.lease();
    for (const instance of this.#options.mounted())
      if (lease?.patientId === given.patient && instance.manifest.id === given.plugin)
        this.#news(instance, lease);
  }

  #news(instance: DraftHolder, lease: Lease): void {
    instance.emit('drafts', { lease: lease.id });
  }
}

function notGranted(): SamspilError {
  return new SamspilError(
    'denied',
    'Drafts are not granted here: ask for the capability drafts in the manifest.',
  );
}
