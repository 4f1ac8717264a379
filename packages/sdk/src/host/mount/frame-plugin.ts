import type { HelloMessage, OfferMessage, RefusalMessage } from '../../bridge/index.ts';
import {
  agreedCapabilities,
  chooseProtocol,
  DEFAULT_CALL_LIMITS,
  isHello,
  makeFrameName,
  RateWindow,
} from '../../bridge/index.ts';
import type { SamspilErrorCode } from '../../errors.ts';
import type { WorkplaceEvents } from '../../contract/index.ts';
import { WritableSignal } from '../../workplace/signal.ts';
import { Presence, ProcessRelease } from '../watch/index.ts';
import { assertIsolated, sandboxFor } from '../isolation/index.ts';
import type { IsolationReport, IsolationRules, IsolationSelfTest } from '../isolation/index.ts';
import { MountedInstance } from './mounted-instance.ts';
import type { MountedInstanceOptions } from './mounted-instance.ts';
import type { PluginInstance } from './plugin-instance.ts';
import { serveInstance } from './serve-instance.ts';
import type { ServedInstance } from './serve-instance.ts';
import { frameAllow } from '../manifest/permissions.ts';
import type { FrameManifest } from '../manifest/plugin-manifest.ts';
import type { PluginState } from '../types.ts';

export interface FramePluginOptions extends MountedInstanceOptions<FrameManifest> {
  /** Looks whether the frame is really apart, and says how well. Shared by the plugins of a host. Default: nobody looks. */
  selfTest?: IsolationSelfTest;
  isolationRules?: IsolationRules;
  /** Shared by the plugins of a host. Default: each for itself. */
  release?: ProcessRelease;
  onDispose(plugin: FramePlugin): void;
}

/**
 * One plugin in a sandboxed frame, from its first byte to its removal.
 *
 * 1. The frame is made with a random name; only the page that was loaded into it can read that name.
 * 2. The page says hello with it; source, origin and name are checked, once per load.
 * 3. One port is handed over. From then on the port is the permission.
 * 4. A second load, silence, a crash or a flood ends the session; the frame can be restarted.
 */
export class FramePlugin extends MountedInstance<FrameManifest> {
  readonly isolation = new WritableSignal<IsolationReport | undefined>(undefined);
  readonly #options: FramePluginOptions;
  readonly #release: ProcessRelease;
  #frame!: HTMLIFrameElement;
  #session: Session | undefined;
  #cancelWait: (() => void) | undefined;

  /** @throws `not-isolated` */
  constructor(options: FramePluginOptions) {
    const { manifest, container, isolationRules } = options;
    assertIsolated(manifest.entry, container.ownerDocument.location.href, isolationRules);
    super(options);
    this.#options = options;
    this.#release = options.release ?? new ProcessRelease(options.runtime);
    this.begin();
  }

  get element(): HTMLIFrameElement {
    return this.#frame;
  }

  /** Tells the plugin that something changed; before the handshake there is nobody to tell. */
  emit<K extends keyof WorkplaceEvents>(name: K, detail: WorkplaceEvents[K]): void {
    this.#session?.port?.emit(name, detail);
  }

  fail(code: SamspilErrorCode): void {
    if (this.#session) this.enter('failed', code);
  }

  protected begin(): void {
    const { container, manifest, runtime, title } = this.#options;
    const { name, nonce } = makeFrameName(runtime);
    const frame = container.ownerDocument.createElement('iframe');
    frame.name = name;
    frame.title = title;
    frame.setAttribute('sandbox', sandboxFor(manifest.entry));
    frame.setAttribute('allow', frameAllow(this.grants.permissions, manifest.entry));
    frame.referrerPolicy = 'no-referrer';
    frame.src = manifest.entry.url;
    this.#frame = frame;
    this.enter('loading');
    const begin = () => {
      const options = { ...this.#options, onIsolation: (report: IsolationReport) => this.#judged(report) };
      this.#session = new Session(this, frame, nonce, options, (state, error) => this.enter(state, error));
      container.append(frame);
    };
    const wait = this.#release.waitFor(frame.src);
    if (wait > 0) this.#cancelWait = runtime.schedule(wait, begin);
    else begin();
  }

  protected clear(): void {
    this.#end();
    this.#takeOff();
  }

  protected failed(): void {
    this.#end();
    // It could show anything now, or keep the processor busy. One that is merely too old may say so itself.
    if (this.error !== 'version-mismatch') this.#takeOff();
  }

  protected gone(): void {
    this.#options.onDispose(this);
  }

  #judged(report: IsolationReport): void {
    this.isolation.value = report;
    this.#options.onEvent({ kind: 'watch', name: `isolation-${report.grade}` });
    if (report.grade === 'F') this.fail('not-isolated');
  }

  /** At once, also while its page is busy: it runs in a process of its own. */
  #takeOff(): void {
    const isSilent = this.state.value === 'not-responding' || this.error === 'timeout';
    if (this.#frame.isConnected && isSilent) this.#release.removedSilent(this.#frame.src);
    this.#frame.remove();
  }

  #end(): void {
    this.#cancelWait?.();
    this.#cancelWait = undefined;
    this.#session?.end();
    this.#session = undefined;
  }
}

interface SessionOptions extends FramePluginOptions {
  onIsolation(report: IsolationReport): void;
}

/** One load of the frame: listens for its hello and serves its port until the load ends. */
class Session {
  port: ServedInstance | undefined;
  #loads = 0;
  #presence: Presence | undefined;
  readonly #ended = new AbortController();

  constructor(
    instance: PluginInstance,
    frame: HTMLIFrameElement,
    nonce: string,
    options: SessionOptions,
    enter: (state: PluginState, error?: SamspilErrorCode) => void,
  ) {
    const { manifest, runtime } = options;
    const view = frame.ownerDocument.defaultView ?? globalThis.window;
    const { signal } = this.#ended;

    const cancelDeadline = runtime.schedule(options.handshakeMs ?? 5_000, () =>
      enter('failed', 'handshake-timeout'),
    );
    signal.addEventListener('abort', cancelDeadline);

    const rate = new RateWindow(runtime, DEFAULT_CALL_LIMITS.maxMessagesPerSecond);
    const expectedOrigin = manifest.entry.origin === 'opaque' ? 'null' : manifest.entry.origin;
    view.addEventListener(
      'message',
      (event: MessageEvent<unknown>) => {
        // A frame that is not on the page has no window, and neither has a message from nowhere.
        if (!frame.contentWindow || event.source !== frame.contentWindow) return;
        // What floods this window stalls it just as well as what floods the port.
        if (!rate.admit()) return enter('failed', 'too-many-requests');
        if (event.origin !== expectedOrigin) return;
        if (this.port || !isHello(event.data, nonce)) return;
        cancelDeadline();
        this.#answer(instance, frame, event as MessageEvent<HelloMessage>, nonce, options, enter);
      },
      { signal },
    );
    frame.addEventListener(
      'load',
      () => {
        // The first load is the plugin's page. Another one means that a different document sits in the frame.
        if (++this.#loads > 1) enter('failed', 'navigated-away');
        // Or it said hello and left before its own page was loaded.
        else this.#presence?.loaded();
      },
      { signal },
    );
  }

  end(): void {
    this.#ended.abort();
    this.#presence?.stop();
    this.port?.end();
    this.port = undefined;
  }

  #answer(
    instance: PluginInstance,
    frame: HTMLIFrameElement,
    event: MessageEvent<HelloMessage>,
    nonce: string,
    options: SessionOptions,
    enter: (state: PluginState, error?: SamspilErrorCode) => void,
  ): void {
    const { manifest, selfTest } = options;
    const plugin = event.source as Window;
    const seen = selfTest?.look({ frame, entry: manifest.entry });
    // Before the port: what is not apart gets none.
    if (seen?.grade === 'F') return options.onIsolation(seen);
    // An opaque origin can be addressed only by `*`; what is sent is the nonce it already knows, and the port.
    const target = manifest.entry.origin === 'opaque' ? '*' : manifest.entry.origin;
    const protocol = chooseProtocol(event.data);
    if (protocol === undefined) {
      plugin.postMessage(
        { samspil: 'refused', nonce, code: 'version-mismatch' } satisfies RefusalMessage,
        target,
      );
      enter('failed', 'version-mismatch');
      return;
    }
    const { port1, port2 } = new MessageChannel();
    const answered = () => this.#presence?.answered();
    const port = serveInstance(port1, instance, { ...options, onAnswer: answered }, enter);
    this.port = port;
    this.#presence = new Presence({
      runtime: options.runtime,
      countFrames: () => frame.contentWindow?.length ?? 0,
      ask: () => port.ask(),
      onDoubt: () => enter('loading'),
      onSure: () => enter('ready'),
      onGone: (how) => enter('failed', how === 'vanished' ? 'crashed' : 'navigated-away'),
    });
    const session = options.session(instance);
    const offer: OfferMessage = {
      samspil: 'port',
      nonce,
      protocol,
      session: { ...session, capabilities: agreedCapabilities(session.capabilities, event.data) },
    };
    plugin.postMessage(offer, target, [port2]);
    enter('ready');
    const { signal: ended } = this.#ended;
    selfTest?.run({ frame, entry: manifest.entry, probe: (spinMs) => port.probe(spinMs), ended }).then(
      (report) => report && options.onIsolation(report),
      () => undefined,
    );
  }
}
