import type { WorkplaceHost } from '@samspil/sdk/host';
import { codeOf } from '../../controllers/lease-task.ts';
import type { EntryPlace } from './entry-place.ts';
import type { SlotEntry } from './slot-entry.ts';

/**
 * The contributions of one slot of one host, mounted once each. A frame loses its page when it is moved or mounted anew,
 * so nothing but another host or another slot makes a new list.
 */
export class MountedContributions {
  readonly host: WorkplaceHost;
  readonly name: string;
  readonly entries: readonly SlotEntry[];

  constructor(host: WorkplaceHost, name: string, placeOf: (key: string) => EntryPlace) {
    this.host = host;
    this.name = name;
    this.entries = host.contributions(name).map(({ manifest, contribution }, index) => {
      const key = `${manifest.id}-${contribution.view}-${index}`;
      return { key, manifest, contribution, place: placeOf(key), isHidden: false, isReported: false };
    });
  }

  /** Mounts what is not mounted yet. `containerOf` finds the place of an entry on the page. */
  mount(containerOf: (entry: SlotEntry) => HTMLElement | null): boolean {
    let hasNew = false;
    for (const entry of this.entries) {
      const container = entry.plugin || entry.failure ? null : containerOf(entry);
      if (!container) continue;
      hasNew = true;
      try {
        entry.plugin = this.host.mount(container, entry.manifest.id, entry.contribution, entry.place);
      } catch (error) {
        entry.failure = codeOf(error);
      }
    }
    return hasNew;
  }

  /** Loads one anew: in its frame where there is one, else from the start. */
  restart(entry: SlotEntry): void {
    entry.isReported = false;
    if (entry.plugin) entry.plugin.restart();
    else delete entry.failure;
  }

  dispose(): void {
    for (const entry of this.entries) {
      entry.place.closeOverlay();
      entry.plugin?.dispose();
      delete entry.plugin;
    }
  }
}
