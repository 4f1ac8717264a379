import { isSamspilError } from '../../errors.ts';
import { WritableSignal } from '../../workplace/signal.ts';
import type { Contribution, MountedPlugin, PlacedPlugin, PluginManifest, PluginState } from '../types.ts';
import type { Chosen } from './health/choose-version.ts';
import type { Disabled } from './health/watch-store.ts';

export interface WatchedPluginOptions {
  /** Random, new for each place. */
  id: string;
  container: HTMLElement;
  contribution: Contribution;
  /** Shown while no version is loaded. */
  manifest: PluginManifest;
  /** Puts one version into the container. @throws `not-isolated` and the like */
  mount(manifest: PluginManifest): MountedPlugin;
  /** After each change of state. */
  onState(place: WatchedPlugin): void;
  /** What was loaded had to be taken away. May load or hold something else at once. */
  onFault(place: WatchedPlugin, code: string): void;
  onRestart(place: WatchedPlugin): void;
  onReport(place: WatchedPlugin): void;
  onDispose(place: WatchedPlugin): void;
}

/** Why nothing is loaded. */
export type Hold =
  | { readonly state: 'quarantined'; readonly retryAt?: number }
  | { readonly state: 'disabled'; readonly disabled: Disabled }
  | { readonly state: 'failed'; readonly code: string };

/**
 * One contribution's place on the page. It stays, whatever becomes of what is loaded into it: this version, an older one,
 * nothing for a while. What loads and when is the watch's to say.
 */
export class WatchedPlugin implements PlacedPlugin {
  readonly id: string;
  readonly contribution: Contribution;
  readonly state = new WritableSignal<PluginState>('loading');
  readonly #options: WatchedPluginOptions;
  #manifest: PluginManifest;
  #loaded: MountedPlugin | undefined;
  #unfollow: (() => void) | undefined;
  #error: string | undefined;
  #insteadOf: string | undefined;
  #hold: Hold | undefined;

  constructor(options: WatchedPluginOptions) {
    this.id = options.id;
    this.contribution = options.contribution;
    this.#options = options;
    this.#manifest = options.manifest;
  }

  get manifest(): PluginManifest {
    return this.#manifest;
  }

  get element(): HTMLElement {
    return this.#loaded?.element ?? this.#options.container;
  }

  get error(): string | undefined {
    return this.#error;
  }

  get isolation(): MountedPlugin['isolation'] {
    return this.#loaded?.isolation;
  }

  get insteadOf(): string | undefined {
    return this.#insteadOf;
  }

  get retryAt(): number | undefined {
    return this.#hold?.state === 'quarantined' ? this.#hold.retryAt : undefined;
  }

  get disabled(): Disabled | undefined {
    return this.#hold?.state === 'disabled' ? this.#hold.disabled : undefined;
  }

  /** Whether something of the plugin is on the page, well or not. */
  get isLoaded(): boolean {
    const { value } = this.state;
    return this.#loaded !== undefined && value !== 'failed' && value !== 'disposed';
  }

  restart(): void {
    if (this.state.value !== 'disposed') this.#options.onRestart(this);
  }

  report(): void {
    this.#options.onReport(this);
  }

  dispose(): void {
    if (this.state.value === 'disposed') return;
    this.#unload();
    this.state.value = 'disposed';
    this.#options.onState(this);
    this.#options.onDispose(this);
  }

  /** Loads a version, anew if it is the one that is there. @throws what mounting throws */
  load({ manifest, insteadOf }: Chosen): void {
    this.#hold = undefined;
    this.#insteadOf = insteadOf;
    if (this.#loaded && this.#manifest.version === manifest.version) {
      this.#loaded.restart();
      return;
    }
    this.#unload();
    this.#manifest = manifest;
    const loaded = this.#options.mount(manifest);
    this.#loaded = loaded;
    this.#unfollow = loaded.state.subscribe((state) => this.#follow(loaded, state));
    this.#follow(loaded, loaded.state.value);
  }

  /** Takes away what is loaded and says why nothing takes its place. */
  hold(hold: Hold): void {
    this.#unload();
    this.#hold = hold;
    if (hold.state === 'failed') this.#error = hold.code;
    this.#enter(hold.state);
  }

  /** As {@link load}; what keeps it from being mounted is then its state. */
  loadOrFail(chosen: Chosen): void {
    try {
      this.load(chosen);
    } catch (error) {
      this.hold({ state: 'failed', code: isSamspilError(error) ? error.code : 'unexpected' });
    }
  }

  #follow(loaded: MountedPlugin, state: PluginState): void {
    if (state === 'disposed') return;
    this.#error = loaded.error;
    if (state === 'failed') {
      this.state.value = 'failed';
      this.#options.onFault(this, loaded.error ?? 'unexpected');
      // What came of it may have taken its place already.
      if (this.#loaded !== loaded || this.state.value !== 'failed') return;
    }
    this.#enter(state);
  }

  #enter(state: PluginState): void {
    this.state.value = state;
    this.#options.onState(this);
  }

  #unload(): void {
    this.#unfollow?.();
    this.#unfollow = undefined;
    this.#loaded?.dispose();
    this.#loaded = undefined;
  }
}
