import type { Capability, WorkplaceEvents } from '../../contract/index.ts';
import type { SamspilErrorCode } from '../../errors.ts';
import { WritableSignal } from '../../workplace/signal.ts';
import type { Contribution, MountedPlugin, PluginManifest, PluginState } from '../types.ts';
import type { InstanceGrants, PluginInstance } from './plugin-instance.ts';
import type { InstanceOptions } from './serve-instance.ts';

export interface MountedInstanceOptions<M extends PluginManifest> extends InstanceOptions {
  container: HTMLElement;
  manifest: M;
  contribution: Contribution;
  capabilities: ReadonlySet<Capability>;
  grants: InstanceGrants;
  title: string;
}

/** What a plugin on the page is, whatever it runs in: who it is, what it may, how it stands. How it runs is its mode's to say. */
export abstract class MountedInstance<M extends PluginManifest> implements MountedPlugin, PluginInstance {
  readonly id: string;
  readonly manifest: M;
  readonly contribution: Contribution;
  readonly capabilities: ReadonlySet<Capability>;
  readonly grants: InstanceGrants;
  readonly state = new WritableSignal<PluginState>('loading');
  readonly #onEvent: InstanceOptions['onEvent'];
  #error: SamspilErrorCode | undefined;

  constructor(options: MountedInstanceOptions<M>) {
    this.id = options.runtime.randomUUID();
    this.manifest = options.manifest;
    this.contribution = options.contribution;
    this.capabilities = options.capabilities;
    this.grants = options.grants;
    this.#onEvent = (event) => options.onEvent(event);
  }

  get error(): SamspilErrorCode | undefined {
    return this.#error;
  }

  abstract get element(): HTMLElement;
  abstract emit<K extends keyof WorkplaceEvents>(name: K, detail: WorkplaceEvents[K]): void;
  abstract fail(code: SamspilErrorCode): void;
  /** Ends what runs and takes it off the page. */
  protected abstract clear(): void;
  /** Puts it on the page anew. */
  protected abstract begin(): void;
  /** It is gone for good. */
  protected abstract gone(): void;

  restart(): void {
    if (this.state.value === 'disposed') return;
    this.clear();
    this.begin();
  }

  dispose(): void {
    if (this.state.value === 'disposed') return;
    this.clear();
    this.enter('disposed');
    this.gone();
  }

  /** Takes a state, and tells. What a failure takes away, {@link failed} does before anybody hears of it. */
  protected enter(state: PluginState, error?: SamspilErrorCode): void {
    this.#error = error;
    if (state === 'failed') this.failed();
    this.state.value = state;
    this.#onEvent({ kind: 'plugin', name: state, ...(error && { code: error }) });
  }

  protected abstract failed(): void;
}
