import type { WorkplaceEvents } from '../../../contract/index.ts';
import type { InPageView } from '../../../contract/in-page.ts';
import type { SamspilErrorCode } from '../../../errors.ts';
import { isSamspilError } from '../../../errors.ts';
import type { ElementManifest } from '../../manifest/plugin-manifest.ts';
import type { PluginState } from '../../types.ts';
import { MountedInstance } from '../mounted-instance.ts';
import type { MountedInstanceOptions } from '../mounted-instance.ts';
import type { PluginInstance } from '../plugin-instance.ts';
import { serveInstance } from '../serve-instance.ts';
import type { ServedInstance } from '../serve-instance.ts';
import { watchCrashes } from './error-boundary.ts';
import type { PluginModule, PluginModules } from './plugin-modules.ts';
import { makeShadowPlace } from './shadow-place.ts';
import { assertVetted } from './vetted-elements.ts';
import type { VettedElements } from './vetted-elements.ts';

export interface ElementPluginOptions extends MountedInstanceOptions<ElementManifest> {
  vetted: VettedElements;
  modules: PluginModules;
  onDispose(plugin: ElementPlugin): void;
}

type Enter = (state: PluginState, error?: SamspilErrorCode) => void;

/**
 * One vetted plugin in the workplace's own page. It joins over a port of the same contract as a frame, behind the same
 * guard, so that it behaves the same; but it shares page, process and storage with the workplace, so that it is trusted
 * like the workplace itself. The guard keeps it honest by mistake, not by malice.
 */
export class ElementPlugin extends MountedInstance<ElementManifest> {
  readonly #options: ElementPluginOptions;
  #load: Load | undefined;
  #element!: HTMLElement;

  /** @throws `denied` for a plugin that nobody vetted */
  constructor(options: ElementPluginOptions) {
    assertVetted(options.manifest, options.vetted);
    super(options);
    this.#options = options;
    this.begin();
  }

  get element(): HTMLElement {
    return this.#element;
  }

  emit<K extends keyof WorkplaceEvents>(name: K, detail: WorkplaceEvents[K]): void {
    this.#load?.served?.emit(name, detail);
  }

  fail(code: SamspilErrorCode): void {
    if (this.#load) this.enter('failed', code);
  }

  protected begin(): void {
    this.enter('loading');
    // Each load speaks only for itself: what an earlier one still says is not heard.
    const load: Load = new Load(this, this.#options, (state, error) => {
      if (this.#load === load) this.enter(state, error);
    });
    this.#load = load;
    this.#element = load.element;
    load.begin();
  }

  protected clear(): void {
    // In this order: what ends must not find itself still there.
    const load = this.#load;
    this.#load = undefined;
    load?.end({ isWhole: this.state.value === 'ready' && this.error === undefined });
  }

  protected failed(): void {
    this.clear();
  }

  protected gone(): void {
    this.#options.onDispose(this);
  }
}

/**
 * One load of an in-page plugin: module, port, view. Its end is final at whatever point it comes; what was still on its
 * way then finds the load ended and goes no further.
 */
class Load {
  readonly element: HTMLElement;
  served: ServedInstance | undefined;
  readonly #place: ReturnType<typeof makeShadowPlace>;
  readonly #instance: PluginInstance;
  readonly #options: ElementPluginOptions;
  readonly #enter: Enter;
  readonly #ended = new AbortController();
  #module: PluginModule | undefined;
  #view: InPageView | undefined;

  constructor(instance: PluginInstance, options: ElementPluginOptions, enter: Enter) {
    this.#instance = instance;
    this.#options = options;
    this.#enter = enter;
    this.#place = makeShadowPlace(options.container.ownerDocument);
    this.element = this.#place.element;
    this.element.setAttribute('aria-label', options.title);
  }

  begin(): void {
    const { container, runtime, handshakeMs } = this.#options;
    container.append(this.element);
    const cancelDeadline = runtime.schedule(handshakeMs ?? 5_000, () =>
      this.#enter('failed', 'handshake-timeout'),
    );
    this.#ended.signal.addEventListener('abort', cancelDeadline);
    this.#show(cancelDeadline).catch((error: unknown) => {
      if (!this.#ended.signal.aborted) this.#enter('failed', isSamspilError(error) ? error.code : 'crashed');
    });
  }

  async #show(cancelDeadline: () => void): Promise<void> {
    const { manifest, modules } = this.#options;
    const { signal } = this.#ended;
    const module = await modules.take(manifest.entry, signal);
    if (signal.aborted) return modules.giveBack(module);
    this.#module = module;
    const page = this.element.ownerDocument.defaultView ?? globalThis.window;
    watchCrashes(page, module.url, { signal, onCrash: () => this.#enter('failed', 'crashed') });
    const { port1, port2 } = new MessageChannel();
    this.served = serveInstance(port1, this.#instance, this.#options, this.#enter);
    const { root, elements } = this.#place;
    const session = this.#options.session(this.#instance);
    this.#view = module.plugin.attach({ port: port2, session, root, elements });
    cancelDeadline();
    // A view may take its time, as a page in a frame may; it is there as soon as it has its port.
    this.#enter('ready');
    await this.#view.shown;
  }

  /** @param options.isWhole nothing went wrong: the module may be used again once the view has cleaned up */
  end({ isWhole }: { isWhole: boolean }): void {
    this.#ended.abort();
    const module = this.#module;
    // The view first: what it does to clean up may still need its port and its elements.
    this.#view?.detach().then(
      () => isWhole && module && this.#options.modules.giveBack(module),
      () => this.#options.onEvent({ kind: 'plugin', name: 'cleanup', code: 'crashed' }),
    );
    this.served?.end();
    this.element.remove();
  }
}
