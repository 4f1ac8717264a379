import type { Contribution, PlacedPlugin, PluginManifest, PluginState } from '@samspil/sdk/host';
import type { EntryPlace } from './entry-place.ts';

/** One contribution of a slot and what became of it. */
export interface SlotEntry {
  readonly key: string;
  readonly manifest: PluginManifest;
  readonly contribution: Contribution;
  /** What its place can do for it, and how it is shown now. */
  readonly place: EntryPlace;
  /** Undefined until its container is on the page, or when mounting failed. */
  plugin?: PlacedPlugin;
  /** Code of a failure to mount. */
  failure?: string;
  isHidden: boolean;
  /** A person reported a problem, and it has not been loaded anew since. */
  isReported: boolean;
}

export function stateOf(entry: SlotEntry): PluginState {
  return entry.failure ? 'failed' : (entry.plugin?.state.value ?? 'loading');
}

/** Code of what went wrong, while the state is `failed`. */
export function codeOfEntry(entry: SlotEntry): string {
  return entry.failure ?? entry.plugin?.error ?? 'unexpected';
}

/** Whether something of the plugin is on the page that a person may want to see. */
export function isOnPage(state: PluginState): boolean {
  return state === 'loading' || state === 'ready' || state === 'not-responding';
}
