import { SamspilError } from '../../errors.ts';
import type { Runtime } from '../../runtime.ts';
import { tellAll } from '../../workplace/signal.ts';
import type { Contribution, HostEvent, MountedPlugin, PlacedPlugin, PluginManifest } from '../types.ts';
import { SignalLog } from './golden-signals.ts';
import type { WatchBudgets } from './health/budgets.ts';
import type { Admission } from '../registry/admission.ts';
import type { Admitted } from './health/plugin-record.ts';
import { PluginRecord } from './health/plugin-record.ts';
import type { WatchStore } from './health/watch-store.ts';
import { WatchedPlugin } from './watched-plugin.ts';
import type { HostedPlugins, PluginStatus } from './plugin-status.ts';
import { statusOf } from './status-of.ts';
import { SteadyTimers } from './steady-timers.ts';

/** What is to be placed, and how one version of it gets onto the page. */
export interface Placing {
  container: HTMLElement;
  pluginId: string;
  contribution: Contribution;
  /**
   * Puts one version into the container.
   * @param instance names its place in events; it stays the same when another version takes it
   */
  mount(manifest: PluginManifest, instance: string): MountedPlugin;
}

export interface PluginWatchOptions {
  runtime: Runtime;
  budgets: WatchBudgets;
  store: WatchStore;
  ids(): readonly string[];
  /** Every version the registry names, newest first. */
  versions(pluginId: string): readonly PluginManifest[];
  /** Whether this version may be mounted now. */
  admissionOf(manifest: PluginManifest): Admission;
  /** While there is no network, a page that does not come is not the plugin's fault. */
  isOnline(): boolean;
  tell(event: Omit<HostEvent, 'at'>): void;
}

const LONGEST_REASON = 200;

/**
 * Decides which version of each plugin is loaded into which place, and when none is.
 *
 * 1. A place asks its plugin's {@link PluginRecord} what may be loaded, and loads or holds.
 * 2. A fault is counted there. When the budget is used up, places without a running instance hold, and one timer waits.
 * 3. When the pause is over, one place loads. If it does well, all do; if not, the pause is longer, then an older version
 *    is taken, and at last the plugin is switched off.
 *
 * Instances that run are left alone by all of this, since somebody may be typing in them. Only a person's word, or the
 * registry's, takes those away.
 */
export class PluginWatch implements HostedPlugins {
  readonly #options: PluginWatchOptions;
  readonly #places = new Set<WatchedPlugin>();
  readonly #records = new Map<string, PluginRecord>();
  readonly #retries = new Map<string, () => void>();
  readonly #listeners = new Set<() => void>();
  readonly #signals = new SignalLog();
  readonly #steady: SteadyTimers;

  constructor(options: PluginWatchOptions) {
    this.#options = options;
    this.#steady = new SteadyTimers({
      runtime: options.runtime,
      budgets: options.budgets,
      onTrialPassed: (place) => this.#trialPassed(place),
      onProven: (place) => this.#recordOf(place.manifest.id).prove(place.manifest.version),
    });
  }

  /** @throws `not-found` for a plugin that is not registered; what mounting throws */
  mount(placing: Placing): PlacedPlugin {
    const { container, pluginId, contribution } = placing;
    const [newest] = this.#options.versions(pluginId);
    if (!newest) throw unknownPlugin();
    const id = this.#options.runtime.randomUUID();
    const place = new WatchedPlugin({
      id,
      container,
      contribution,
      manifest: newest,
      mount: (manifest) => placing.mount(manifest, id),
      onState: (changed) => this.#stateChanged(changed),
      onFault: (failed, code) => this.#faulted(failed, code),
      onRestart: (asked) => this.#arrange(asked, 'try-now'),
      onReport: (reported) => this.#tell('reported', reported.manifest, reported),
      onDispose: (gone) => this.#disposed(gone),
    });
    this.#places.add(place);
    try {
      this.#arrange(place, 'first');
    } catch (error) {
      this.#places.delete(place);
      throw error;
    }
    return place;
  }

  /** What the host tells, for the signals. */
  hear(event: HostEvent): void {
    this.#signals.hear(event);
  }

  /** The registry answers otherwise now: what may not run any more goes, what may comes. */
  reconsider(): void {
    for (const place of [...this.#places]) {
      const { versions } = this.#admitted(place.manifest.id);
      const isAdmitted = versions.some(({ version }) => version === place.manifest.version);
      if (!place.isLoaded || !isAdmitted) this.#arrange(place);
    }
    this.#changed();
  }

  list(): readonly PluginStatus[] {
    return this.#options.ids().flatMap((id) => {
      const [newest] = this.#options.versions(id);
      if (!newest) return [];
      const versions = this.#options.versions(id).map(({ version }) => version);
      const places = [...this.#places].filter(({ manifest }) => manifest.id === id);
      const record = this.#recordOf(id);
      const { manifest } = record.chosen ?? { manifest: newest };
      return statusOf({
        newest,
        versions,
        places,
        record,
        signals: this.#signals.of(id),
        running: this.#options.admissionOf(manifest),
        offered: this.#options.admissionOf(newest),
      });
    });
  }

  /** The version of a plugin that runs here, or would if it were loaded; undefined when none may. */
  versionOf(pluginId: string): PluginManifest | undefined {
    return this.#recordOf(pluginId).chosen?.manifest;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  disable(pluginId: string, why: string): void {
    this.#recordOf(pluginId, 'known').disable(why.slice(0, LONGEST_REASON));
    this.#tellOf('disabled', pluginId);
    this.#arrangeAll(pluginId, 'also-running');
  }

  enable(pluginId: string): void {
    this.#recordOf(pluginId, 'known').enable();
    this.#tellOf('enabled', pluginId);
    this.#arrangeAll(pluginId, 'also-running');
  }

  restart(pluginId: string): void {
    this.#recordOf(pluginId, 'known');
    for (const place of this.#placesOf(pluginId)) place.restart();
  }

  rollBack(pluginId: string): void {
    const { version } = this.#recordOf(pluginId, 'known').rollBack();
    this.#options.tell({ kind: 'watch', name: 'rolled-back', plugin: pluginId, version });
    this.#arrangeAll(pluginId, 'also-running');
  }

  report(instanceId: string): void {
    [...this.#places].find(({ id }) => id === instanceId)?.report();
  }

  /** Takes every place off the page. No timer is left. */
  close(): void {
    for (const place of [...this.#places]) place.dispose();
    for (const cancel of this.#retries.values()) cancel();
    this.#retries.clear();
    this.#listeners.clear();
  }

  #faulted(place: WatchedPlugin, code: string): void {
    if (code === 'handshake-timeout' && !this.#options.isOnline()) return;
    const { id, version } = place.manifest;
    const consequence = this.#recordOf(id).fault(version, code);
    if (consequence === 'none') return;
    this.#options.tell({ kind: 'watch', name: consequence, plugin: id, version, code });
    this.#arrangeAll(id);
  }

  #trialPassed(place: WatchedPlugin): void {
    const { id, version } = place.manifest;
    if (!this.#recordOf(id).passTrial(version)) return;
    this.#tell('recovered', place.manifest, place);
    this.#arrangeAll(id);
  }

  #arrangeAll(pluginId: string, which: 'idle' | 'also-running' = 'idle'): void {
    for (const place of this.#placesOf(pluginId)) {
      if (which === 'also-running' || !place.isLoaded) this.#arrange(place);
    }
    this.#changed();
  }

  /** Brings a place in line with what its plugin may. `try-now`: a person does not wait for the end of a pause. */
  #arrange(place: WatchedPlugin, how: 'as-it-stands' | 'first' | 'try-now' = 'as-it-stands'): void {
    const { id } = place.manifest;
    const record = this.#recordOf(id);
    const standing = record.standing();
    if (standing.may === 'nothing') {
      place.hold(
        'disabled' in standing
          ? { state: 'disabled', disabled: standing.disabled }
          : { state: 'failed', code: standing.code },
      );
      return;
    }
    const { chosen } = standing;
    const { version } = chosen.manifest;
    const isTried = this.#placesOf(id).some(
      (other) => other !== place && other.isLoaded && other.manifest.version === version,
    );
    const mayLoad = standing.may === 'run' || how === 'try-now' || (standing.may === 'trial' && !isTried);
    if (!mayLoad) {
      place.hold({ state: 'quarantined', ...(standing.may === 'wait' && { retryAt: standing.retryAt }) });
      if (standing.may === 'wait') this.#retryAt(id, standing.retryAt);
      return;
    }
    if (standing.may !== 'run') {
      record.beginTrial(version);
      this.#cancelRetry(id);
      this.#tell('on-trial', chosen.manifest, place);
    }
    // What runs well in this version stays, unless a person wants it anew.
    if (how === 'as-it-stands' && place.isLoaded && place.manifest.version === version) return;
    if (how === 'first') place.load(chosen);
    else place.loadOrFail(chosen);
  }

  #stateChanged(place: WatchedPlugin): void {
    this.#steady.follow(place, place.state.value === 'ready');
    this.#changed();
  }

  #disposed(place: WatchedPlugin): void {
    this.#places.delete(place);
    this.#steady.follow(place, false);
    const { id } = place.manifest;
    if (this.#placesOf(id).length === 0) this.#cancelRetry(id);
    // It may have been the one that was tried.
    else this.#arrangeAll(id);
  }

  #retryAt(pluginId: string, at: number): void {
    this.#cancelRetry(pluginId);
    const { runtime } = this.#options;
    this.#retries.set(
      pluginId,
      runtime.schedule(at - runtime.now(), () => this.#arrangeAll(pluginId)),
    );
  }

  #cancelRetry(pluginId: string): void {
    this.#retries.get(pluginId)?.();
    this.#retries.delete(pluginId);
  }

  #admitted(pluginId: string): Admitted {
    const admissions = this.#options
      .versions(pluginId)
      .map((manifest) => this.#options.admissionOf(manifest));
    const refused = admissions.find((admission) => !admission.ok);
    return {
      versions: admissions.flatMap(({ ok, manifest }) => (ok ? [manifest] : [])),
      code: refused && !refused.ok ? refused.code : 'not-found',
    };
  }

  #placesOf(pluginId: string): WatchedPlugin[] {
    return [...this.#places].filter(({ manifest }) => manifest.id === pluginId);
  }

  /** @throws `not-found` when it has to be one the registry knows */
  #recordOf(pluginId: string, which: 'any' | 'known' = 'any'): PluginRecord {
    if (which === 'known' && this.#options.versions(pluginId).length === 0) throw unknownPlugin();
    const known = this.#records.get(pluginId);
    if (known) return known;
    const { runtime, store, budgets } = this.#options;
    const record = new PluginRecord({
      pluginId,
      admitted: () => this.#admitted(pluginId),
      store,
      budgets,
      runtime,
    });
    this.#records.set(pluginId, record);
    return record;
  }

  #tell(name: string, manifest: PluginManifest, place: WatchedPlugin): void {
    this.#options.tell({
      kind: 'watch',
      name,
      plugin: manifest.id,
      version: manifest.version,
      instance: place.id,
      ...(place.error !== undefined && { code: place.error }),
    });
  }

  #tellOf(name: string, pluginId: string): void {
    this.#options.tell({ kind: 'watch', name, plugin: pluginId });
  }

  #changed(): void {
    tellAll(this.#listeners, undefined);
  }
}

/** For a plugin that is not registered. */
export function unknownPlugin(): SamspilError {
  return new SamspilError(
    'not-found',
    'No plugin of this id is registered: add its manifest to the registry.',
  );
}
