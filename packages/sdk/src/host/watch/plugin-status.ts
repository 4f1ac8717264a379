import type { Addition } from '../registry/approval/approval.ts';
import type { Grants } from '../registry/approval/grant.ts';
import type { IsolationReport } from '../isolation/index.ts';
import type { PluginManifest, PluginState } from '../types.ts';
import type { GoldenSignals } from './golden-signals.ts';
import type { Disabled } from './health/watch-store.ts';

/**
 * `healthy`: nothing to tell. `degraded`: some of its error budget is used. `quarantined`: nothing more of it is loaded
 * for a while. `on-trial`: one instance is tried. `rolled-back`: an older version runs. `disabled`: switched off here.
 * `not-admitted`: the registry lets none of its versions be mounted, see `code`.
 */
export type PluginHealth =
  'healthy' | 'degraded' | 'quarantined' | 'on-trial' | 'rolled-back' | 'disabled' | 'not-admitted';

/** One contribution of a plugin on the page. */
export interface InstanceStatus {
  readonly id: string;
  readonly slot: string;
  readonly view: string;
  readonly version: string;
  readonly state: PluginState;
  readonly error: string | undefined;
  /** How well its frame is kept apart; undefined for what is no frame, and until it was looked at. */
  readonly isolation: IsolationReport | undefined;
}

/** How one plugin does on this workplace. Nothing about patients. */
export interface PluginStatus {
  readonly id: string;
  /** Of the version that runs, or would if it were loaded; of a plugin that may not run, the newest. */
  readonly manifest: PluginManifest;
  /** The newer version that was given up for this one. */
  readonly insteadOf: string | undefined;
  /** All versions the registry names, newest first. */
  readonly versions: readonly string[];
  readonly health: PluginHealth;
  /** Why none may be mounted. */
  readonly code: string | undefined;
  /** When it is tried again; milliseconds since the epoch. */
  readonly retryAt: number | undefined;
  readonly disabled: Disabled | undefined;
  readonly instances: readonly InstanceStatus[];
  /** What it may do, and what of its wishes was not granted; undefined for one that may not be mounted. */
  readonly grants: Grants | undefined;
  /** A newer version that asks for something nobody here has approved yet. */
  readonly toApprove:
    { readonly manifest: PluginManifest; readonly additions: readonly Addition[] } | undefined;
  /** How often each code ended an instance since the page began. */
  readonly faults: ReadonlyMap<string, number>;
  readonly signals: GoldenSignals;
}

/** The administrator's hand on the plugins of this workplace. Each act takes hold at once, without a reload, and is told as a HostEvent. */
export interface HostedPlugins {
  /** Every plugin of the registry. */
  list(): readonly PluginStatus[];
  /** Calls back after each change of a status, except of the signals that are only counted. */
  subscribe(listener: () => void): () => void;
  /**
   * Takes it off the page and loads no more of it, here and after a reload.
   * @param why shown to clinicians, as text. At most 200 characters of it are kept
   * @throws `not-found`
   */
  disable(pluginId: string, why: string): void;
  /** Brings it back, in its newest version, with a whole error budget. @throws `not-found` */
  enable(pluginId: string): void;
  /** Loads every instance anew, also while it is quarantined. @throws `not-found` */
  restart(pluginId: string): void;
  /** Gives the running version up for an older one: a proven one if there is one. @throws `not-found`, also without an older one */
  rollBack(pluginId: string): void;
  /** Tells that a person reported a problem with an instance: what and in which state, without any words of hers. */
  report(instanceId: string): void;
}
