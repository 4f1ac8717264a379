import { SamspilError } from '../../../errors.ts';
import type { SamspilErrorCode } from '../../../errors.ts';
import type { Runtime } from '../../../runtime.ts';
import type { PluginManifest } from '../../manifest/plugin-manifest.ts';
import type { WatchBudgets } from './budgets.ts';
import type { Chosen } from './choose-version.ts';
import { chooseVersion, versionBefore } from './choose-version.ts';
import type { VersionHealth } from './version-health.ts';
import { afterFault, afterGoodTrial, countedFaults, HEALTHY, toTrial } from './version-health.ts';
import type { Disabled, PluginMemory, WatchStore } from './watch-store.ts';

/** What the host may mount of a plugin, newest first; `code` says why when it is nothing. */
export interface Admitted {
  readonly versions: readonly PluginManifest[];
  readonly code: SamspilErrorCode;
}

export interface PluginRecordOptions {
  pluginId: string;
  admitted(): Admitted;
  store: WatchStore;
  budgets: WatchBudgets;
  runtime: Pick<Runtime, 'now' | 'randomBytes'>;
}

/** What may be loaded of a plugin at this moment. `trial`: one instance and no more. */
export type Standing =
  | { readonly may: 'run' | 'trial'; readonly chosen: Chosen }
  | { readonly may: 'wait'; readonly chosen: Chosen; readonly retryAt: number }
  | { readonly may: 'nothing'; readonly disabled: Disabled }
  | { readonly may: 'nothing'; readonly code: SamspilErrorCode };

/** What a fault led to. */
export type Consequence = 'none' | 'quarantined' | 'rolled-back' | 'disabled';

/** One plugin's versions on this workplace: how each does, what was given up, what is switched off. No screen, no timers. */
export class PluginRecord {
  readonly #options: PluginRecordOptions;
  readonly #health = new Map<string, VersionHealth>();
  readonly #faults = new Map<string, number>();

  constructor(options: PluginRecordOptions) {
    this.#options = options;
  }

  get disabled(): Disabled | undefined {
    return this.#memory.disabled;
  }

  /** How often each code ended an instance since the page began. */
  get faults(): ReadonlyMap<string, number> {
    return this.#faults;
  }

  /** Undefined when no version may run, or none is left that was not given up. */
  get chosen(): Chosen | undefined {
    const { versions } = this.#options.admitted();
    const [registered] = versions;
    return registered && chooseVersion({ registered, versions }, this.#memory);
  }

  healthOf(version: string): VersionHealth {
    return this.#health.get(version) ?? HEALTHY;
  }

  /** Faults of the running version that still count. */
  get countedFaults(): number {
    const { runtime, budgets } = this.#options;
    return countedFaults(this.healthOf(this.chosen?.manifest.version ?? ''), runtime.now(), budgets);
  }

  standing(): Standing {
    const { disabled } = this.#memory;
    if (disabled) return { may: 'nothing', disabled };
    const { chosen } = this;
    if (!chosen) return { may: 'nothing', code: this.#options.admitted().code };
    const health = this.healthOf(chosen.manifest.version);
    switch (health.circuit) {
      case 'closed':
        return { may: 'run', chosen };
      case 'open': {
        const { retryAt } = health;
        return retryAt > this.#options.runtime.now()
          ? { may: 'wait', chosen, retryAt }
          : { may: 'trial', chosen };
      }
      case 'half-open':
        return { may: 'trial', chosen };
      case 'withdrawn':
        // Given up without a version to go back to: the memory holds that it is disabled, until a person enables it.
        return { may: 'run', chosen };
    }
  }

  fault(version: string, code: string): Consequence {
    this.#faults.set(code, (this.#faults.get(code) ?? 0) + 1);
    const { runtime, budgets } = this.#options;
    const before = this.healthOf(version);
    const chance = (runtime.randomBytes(1)[0] ?? 0) / 256;
    const canRollBack = this.#without(version) !== undefined;
    const health = afterFault(before, { at: runtime.now(), canRollBack, chance }, budgets);
    this.#health.set(version, health);
    if (health.circuit === before.circuit) return 'none';
    if (health.circuit === 'open') return 'quarantined';
    return canRollBack ? this.#giveUp(version) : this.#switchOff();
  }

  beginTrial(version: string): void {
    this.#health.set(version, toTrial(this.healthOf(version)));
  }

  /** True when that closed the circuit. */
  passTrial(version: string): boolean {
    const before = this.healthOf(version);
    this.#health.set(version, afterGoodTrial(before));
    return before.circuit === 'half-open';
  }

  /** This version ran long enough without a fault. */
  prove(version: string): void {
    const { proven } = this.#memory;
    if (!proven.includes(version)) this.#remember({ proven: [...proven, version] });
  }

  disable(why: string): void {
    this.#remember({ disabled: { at: this.#options.runtime.now(), by: 'person', why } });
  }

  /** All is forgiven: the registered version runs again, with a whole budget. */
  enable(): void {
    const { proven } = this.#memory;
    this.#health.clear();
    this.#options.store.write(this.#options.pluginId, { proven, withdrawn: [] });
  }

  /** @throws `not-found` when there is no older version */
  rollBack(): PluginManifest {
    const version = this.chosen?.manifest.version ?? '';
    const older = versionBefore(version, this.#options.admitted(), this.#memory);
    if (!older) throw new SamspilError('not-found', 'There is no older version to go back to.');
    this.prove(older.version);
    this.#health.delete(older.version);
    this.#giveUp(version);
    return older;
  }

  get #memory(): PluginMemory {
    return this.#options.store.read(this.#options.pluginId);
  }

  #remember(change: Partial<PluginMemory>): void {
    this.#options.store.write(this.#options.pluginId, { ...this.#memory, ...change });
  }

  /** What would run if this version were given up. */
  #without(version: string): Chosen | undefined {
    const { versions } = this.#options.admitted();
    const [registered] = versions;
    const memory = { ...this.#memory, withdrawn: [...this.#memory.withdrawn, version] };
    return registered && chooseVersion({ registered, versions }, memory);
  }

  #giveUp(version: string): 'rolled-back' {
    const { withdrawn } = this.#memory;
    this.#remember({ withdrawn: [...withdrawn.filter((each) => each !== version), version] });
    return 'rolled-back';
  }

  #switchOff(): 'disabled' {
    this.#remember({ disabled: { at: this.#options.runtime.now(), by: 'faults', why: '' } });
    return 'disabled';
  }
}
