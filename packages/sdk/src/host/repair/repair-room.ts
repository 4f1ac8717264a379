import type { Capability } from '../../contract/index.ts';
import { SamspilError } from '../../errors.ts';
import type { Lease } from '../../lease/index.ts';
import type { Outbox } from '../../offline/types.ts';
import type { ReceiptSnapshot } from '../../workplace/types.ts';
import type { Mounted } from '../mount/mount-plugin.ts';

export interface RepairRoomOptions {
  outbox: Pick<Outbox, 'repair'>;
  /** The present one. */
  lease: () => Lease | undefined;
  mounted(): Iterable<Mounted>;
  /** Whether an instance is not told of the present lease yet. */
  isWithheld(instance: string): boolean;
  /** What the version of a plugin that runs here may use; undefined when there is none, or when it may not write now. */
  capabilitiesOf: (pluginId: string) => ReadonlySet<Capability> | undefined;
}

/**
 * Gives a refused write back to the plugin that made it, in the place it was made in, when a person wants to correct it.
 * Nobody else ever gets it: a plugin cannot ask for an entry, it is only told of its own.
 */
export class RepairRoom {
  readonly #options: RepairRoomOptions;

  constructor(options: RepairRoomOptions) {
    this.#options = options;
  }

  /**
   * Whether the plugin that made it says that it has a form for correcting it. The manifest's word is taken: what goes to
   * it is its own write, of the patient that is open, and whether a form listens is known only once it is shown. One that
   * claims it and has none gains nothing by it, and the person still has the list, with the other ways out.
   */
  canRepair({ state, error, plugin }: Pick<ReceiptSnapshot, 'state' | 'error' | 'plugin'>): boolean {
    if (state !== 'rejected' || error?.code === 'aborted') return false;
    return this.#options.capabilitiesOf(plugin.id)?.has('repair') === true;
  }

  /**
   * @returns false when nothing on the page can take it
   * @throws `stale-context` unless its patient is the one that is open; `not-found` when it is not refused
   */
  async open(receipt: string): Promise<boolean> {
    const { outbox, lease: present, capabilitiesOf } = this.#options;
    const lease = present();
    const { patient, plugin, ...write } = await outbox.repair(receipt);
    if (!lease || lease.ended.aborted || patient !== lease.patientId) {
      throw new SamspilError('stale-context', 'Open the patient of this write first, then correct it.');
    }
    if (capabilitiesOf(plugin.id)?.has('repair') !== true) return false;
    const instance = this.#placeOf(plugin);
    if (!instance || !(await isReady(instance, lease.ended))) return false;
    // While it loaded the patient may have changed: then it is for another day.
    lease.assertLive();
    if (this.#options.isWithheld(instance.id)) return false;
    // Before the form moves the focus inside: a frame cannot take it from the page by itself.
    instance.element.focus();
    instance.emit('repair', { ...write, lease: lease.id });
    return true;
  }

  /** The view it was saved from, else another view of the same plugin. */
  #placeOf({ id, view }: { id: string; view?: string }): Mounted | undefined {
    const places = [...this.#options.mounted()].filter(
      ({ manifest, capabilities }) => manifest.id === id && capabilities.has('repair'),
    );
    return places.find(({ contribution }) => contribution.view === view) ?? places[0];
  }
}

/** A chart that was just opened may still be loading its plugins. */
function isReady({ state }: Mounted, ended: AbortSignal): Promise<boolean> {
  if (state.value !== 'loading') return Promise.resolve(state.value === 'ready');
  return new Promise((resolve) => {
    const settle = (isReady: boolean) => {
      stop();
      ended.removeEventListener('abort', onEnd);
      resolve(isReady);
    };
    const onEnd = () => settle(false);
    const stop = state.subscribe((now) => now !== 'loading' && settle(now === 'ready'));
    ended.addEventListener('abort', onEnd, { once: true });
  });
}
