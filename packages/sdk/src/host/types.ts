import type { ConflictDecision, WriteConflict } from '../offline/conflict/types.ts';
import type { HoldDecider } from './context/hold-decider.ts';
import type { ListedDraft } from './context/kept-drafts.ts';
import type { ContextOutcome } from './context/outcome.ts';
import type { OfflineAccess } from '../held/types.ts';
import type { IsolationReport } from './isolation/index.ts';
import type { Contribution, PluginManifest } from './manifest/plugin-manifest.ts';
import type { Theme } from '../contract/index.ts';
import type { ClinicalContext, ReceiptSnapshot, Signal, Workplace } from '../workplace/types.ts';
import type { DirtyState, PlaceAbilities } from './services/host-ui.ts';
import type { Disabled } from './watch/health/watch-store.ts';
import type { HostedPlugins } from './watch/plugin-status.ts';

export type { Contribution, Localized, PluginManifest } from './manifest/plugin-manifest.ts';

/** Where the life of a mounted plugin stands. */
export type PluginState =
  | 'loading'
  | 'ready'
  | 'not-responding'
  | 'failed' // see `error`
  | 'quarantined' // not loaded after too many faults; see `retryAt`
  | 'disabled' // switched off on this workplace; see `disabled`
  | 'disposed';

/** One contribution on the page. */
export interface MountedPlugin {
  readonly manifest: PluginManifest;
  readonly contribution: Contribution;
  /** What shows it: its frame, or the element that holds it. A restart makes a new one. */
  readonly element: HTMLElement;
  readonly state: Signal<PluginState>;
  /**
   * Code of the failure when the state is `failed`: `handshake-timeout`, `navigated-away`, `version-mismatch`,
   * `too-many-requests`, `timeout` (it stopped answering), `crashed`, `not-found` (no such view); of an element also
   * `untrusted`, `protocol`, `network`. What failed is taken off the page.
   */
  readonly error: string | undefined;
  /**
   * How well its frame is kept apart, some seconds after it became ready; undefined until then. Absent for what is no
   * frame: an element in the page is not kept apart at all.
   */
  readonly isolation?: Signal<IsolationReport | undefined>;
  /** Loads the frame anew; once disposed of, nothing happens. */
  restart(): void;
  dispose(): void;
}

/**
 * The place of one contribution on the page. It outlives what is loaded into it: after too many faults that is an older
 * version, or nothing for a while.
 */
export interface PlacedPlugin extends MountedPlugin {
  /** Names it in events and in {@link HostedPlugins}. Random, new for each place. */
  readonly id: string;
  /** Of the version that is loaded, or was last. */
  readonly manifest: PluginManifest;
  /** What shows it; the container while nothing is loaded. */
  readonly element: HTMLElement;
  /** The newer version that was given up for the one that runs. */
  readonly insteadOf: string | undefined;
  /** When a quarantined plugin is tried again, in milliseconds since the epoch; undefined while another place tries it. */
  readonly retryAt: number | undefined;
  readonly disabled: Disabled | undefined;
  /** Loads it anew; in quarantine that is to try it now. While it is disabled nothing happens. */
  restart(): void;
  /** Tells that a person reported a problem here, as a HostEvent without any words of hers. */
  report(): void;
}

/** What happened, for the audit trail and the "under the hood" panel. Never holds patient data, only ids of leases, methods and codes. */
export interface HostEvent {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly kind:
    'call' | 'refused' | 'lease' | 'plugin' | 'receipt' | 'vital' | 'watch' | 'context' | 'draft';
  readonly plugin?: string;
  /** Which of its places: see {@link PlacedPlugin}. */
  readonly instance?: string;
  readonly version?: string;
  /** A method name, state or metric name. */
  readonly name: string;
  readonly code?: string;
  readonly durationMs?: number;
  readonly value?: number;
}

/** The workplace's side. The only holder of tokens and of stored patient data. */
export interface WorkplaceHost {
  readonly context: Signal<ClinicalContext | undefined>;
  readonly online: Signal<boolean>;
  readonly locale: Signal<string>;
  readonly theme: Signal<Theme>;
  /** Which plugins have something that is not saved, and what. */
  readonly dirty: Signal<readonly DirtyState[]>;
  /** The workplace as its own in-page elements see it: the same shape that a plugin gets. */
  readonly workplace: Workplace;
  /** What is held of patients' records on this device; undefined when the workplace opened no store for it. */
  readonly offline: OfflineAccess | undefined;
  /**
   * Opens another patient, or closes the patient with undefined, in two phases: every plugin is asked first, and may
   * hold or park; then the present lease ends, and only then the new one opens. Rejects with nothing a plugin does. A
   * later change takes the place of one that is under way.
   * @param options `force` asks no person about what holds: for a session that is locked
   * @throws `invalid-request` for what is no id of a patient; the present lease then goes on
   */
  setContext(
    next: { patient: string; encounter?: string } | undefined,
    options?: { force?: boolean },
  ): Promise<ContextOutcome>;
  /** Who asks the clinician when a plugin holds. Without one a hold stands. Returns the function that takes it back. */
  setHoldDecider(decider: HoldDecider): () => void;
  /** Asks one plugin as {@link setContext} does, then loads it anew. */
  restart(plugin: MountedPlugin, options?: { force?: boolean }): Promise<ContextOutcome>;
  /** Asks one plugin as {@link setContext} does, then takes it off the page. */
  remove(plugin: MountedPlugin, options?: { force?: boolean }): Promise<ContextOutcome>;
  /** Tells a plugin that the part of the workplace it sits in left the screen, and that it is back. */
  suspend(plugin: MountedPlugin): void;
  resume(plugin: MountedPlugin): void;
  /**
   * What plugins had kept of this user's unfinished work, oldest first, without what is in it; of one patient if given.
   * @throws `storage-locked`, `storage-blocked`, `storage-damaged`
   */
  drafts(filter?: { patient?: string }): Promise<ListedDraft[]>;
  /** A person gives a draft up. No plugin can do this to another's. */
  discardDraft(id: string): Promise<void>;
  setLocale(locale: string): void;
  setTheme(theme: Theme): void;
  setOnline(isOnline: boolean): void;
  /** Contributions to a slot, in order; also those whose condition does not hold now. */
  contributions(slot: string): readonly { manifest: PluginManifest; contribution: Contribution }[];
  /**
   * Whether a contribution's condition (`when`) holds now. It may change with {@link context}, {@link online} and
   * {@link locale}.
   */
  applies(manifest: PluginManifest, contribution: Contribution): boolean;
  /**
   * Puts a plugin into `container`: a frame that it shakes hands with, or, if it was vetted, an element of this page.
   * @param place what that place can do for it; without one it can neither ask for another size nor open an overlay
   */
  mount(
    container: HTMLElement,
    pluginId: string,
    contribution: Contribution,
    place?: PlaceAbilities,
  ): PlacedPlugin;
  /** Gives a plugin the keyboard focus. */
  focus(plugin: MountedPlugin): void;
  /** Which plugins there are, how they do, and what an administrator can do about it. */
  readonly plugins: HostedPlugins;
  /** Unfinished writes of every patient of this user. */
  receipts(): Promise<ReceiptSnapshot[]>;
  subscribeReceipts(listener: (snapshot: ReceiptSnapshot) => void): () => void;
  /**
   * What a write in conflict met, for the workplace's own screens: `samspil-conflict` shows it. No plugin can ask for it.
   * @throws `not-found` for a write in no conflict
   */
  conflict(receiptId: string): Promise<WriteConflict>;
  /**
   * What a person decided about it, under the name of the signed-in user.
   * @throws `not-found`, `conflict` (it changed after it was shown), `incomplete`, `invalid-request`, `denied`
   */
  resolveConflict(receiptId: string, decision: ConflictDecision): Promise<void>;
  /** Whether the plugin that made a refused write has a form for correcting it, and may write. */
  canRepair(receipt: ReceiptSnapshot): boolean;
  /**
   * Has a refused write corrected: the plugin that made it is given it back under the present lease, in the view it was
   * saved from, with the keyboard focus. Waits for a plugin that is still loading.
   * @returns false when nothing on the page can take it
   * @throws `stale-context` unless its patient is the one that is open; `not-found` when it is not refused any more
   */
  repair(receiptId: string): Promise<boolean>;
  subscribeEvents(listener: (event: HostEvent) => void): () => void;
  /**
   * Logs out: asks every plugin as {@link setContext} does, then ends the lease, takes everything off the page and closes
   * the outbox and what is held. After `cancelled` or `superseded` nothing has happened.
   * @param options `shred` destroys the records held on this device; what waits to be sent stays, for the same user only
   */
  close(options?: { force?: boolean; shred?: boolean }): Promise<ContextOutcome>;
}
