import type { PortClient } from '../../bridge/client.ts';
import type { Capability } from '../../contract/capabilities.ts';
import { keyName } from '../../contract/key-name.ts';
import type { ServiceEvents, ServiceMethods } from '../../contract/services.ts';
import { SamspilError } from '../../errors.ts';
import type { Runtime } from '../../runtime.ts';
import { tellAll } from '../signal.ts';
import type { ClinicalContext, Signal } from '../types.ts';
import { ending } from './ending.ts';
import type { Bus, PluginUi } from './types.ts';

/** As long as somebody may think about a question, and a little for the way. */
const PERSON_MS = 605_000;

export interface ServicePort {
  call: PortClient<ServiceMethods>['call'];
  capabilities: ReadonlySet<Capability>;
  context: Signal<ClinicalContext | undefined>;
  runtime: Pick<Runtime, 'schedule' | 'randomUUID'>;
  /** Keys that are handed on to the workplace. Empty where it hears them itself: in its own page. */
  keys: readonly string[];
}

type Listeners = { [K in Exclude<keyof ServiceEvents, 'theme'>]: (detail: ServiceEvents[K]) => void };

export interface PortServices {
  ui: PluginUi;
  bus: Bus;
  /** What the host's events are for. */
  listeners: Listeners;
  close(): void;
}

/** The services as a plugin sees them, over its port. The host judges every call; this side only spares it some. */
export function portServices(port: ServicePort): PortServices {
  const { call, context, runtime } = port;
  const shortcuts = new Map<string, { label: string; listener: (keys: string) => void }>();
  const subscribers = new Map<string, Set<(message: ServiceEvents['bus']) => void>>();
  const closing = new Set<() => void>();

  const need = (capability: Capability) => {
    if (!port.capabilities.has(capability))
      throw new SamspilError('denied', `No "${capability}" here: ask can() first.`);
  };
  /** The lease something is about, by id. @throws `stale-context` */
  const leaseOf = (about: { context?: ClinicalContext } = {}): string | null => {
    const lease = about.context ?? context.value;
    lease?.ended.throwIfAborted();
    return lease?.id ?? null;
  };
  const wait = (options: { signal?: AbortSignal } = {}) => ({
    timeoutMs: PERSON_MS,
    ...(options.signal && { signal: options.signal }),
  });
  /** What nobody waits for: where it fails, the token has no effect, which is what its owner would do about it. */
  const tell = <K extends keyof ServiceMethods & string>(method: K, input: ServiceMethods[K]['input']) =>
    void call(method, input).catch(() => undefined);
  const offer = () =>
    call('ui.shortcuts', {
      shortcuts: [...shortcuts].map(([keys, { label }]) => ({ keys, label })),
    });

  const ui: PluginUi = {
    dirty(reason) {
      need('dirty');
      const token = runtime.randomUUID();
      const lease = context.value;
      tell('ui.dirty', { lease: leaseOf(), token, ...(reason && { reason }) });
      const clean = ending(() => {
        lease?.ended.removeEventListener('abort', clean.end);
        tell('ui.clean', { token });
      });
      lease?.ended.addEventListener('abort', clean.end);
      return clean;
    },
    async notify(notice, options) {
      need('notify');
      await call('ui.notify', { ...notice, lease: leaseOf(options) });
    },
    async confirm(question, options) {
      need('confirm');
      return call('ui.confirm', { ...question, lease: leaseOf(options) }, wait(options));
    },
    async open(activity, input = {}, options) {
      need('open');
      return call('ui.open', { activity, arguments: input, lease: leaseOf(options) }, wait(options));
    },
    async resize(size) {
      need('resize');
      await call('ui.resize', size);
    },
    autoResize(root = document.body) {
      need('resize');
      const stop = new AbortController();
      void import('./auto-resize.ts').then(({ autoResize }) =>
        autoResize(root, { resize: (height) => tell('ui.resize', { height }), runtime, signal: stop.signal }),
      );
      return ending(() => stop.abort());
    },
    async done(result, options) {
      need('done');
      await call('ui.done', { lease: leaseOf(options), ...(result !== undefined && { result }) });
    },
    overlay: {
      async open(options) {
        need('overlay');
        await call('ui.overlay.open', { ...options, lease: leaseOf() });
        return {
          closed: new Promise((resolve) => closing.add(resolve)),
          close: async () => void (await call('ui.overlay.close', null)),
        };
      },
    },
    async download(file, options) {
      need('download');
      return call('ui.download', { ...file, lease: leaseOf(options) }, wait(options));
    },
    async print(printout, options) {
      need('print');
      return call('ui.print', { ...printout, lease: leaseOf(options) }, wait(options));
    },
    shortcuts: {
      async register(added, listener) {
        need('shortcuts');
        const entries = added.map(({ keys, label }) => [keys, { label, listener }] as const);
        const remove = () => {
          for (const [keys, entry] of entries) if (shortcuts.get(keys) === entry) shortcuts.delete(keys);
        };
        for (const [keys, entry] of entries) shortcuts.set(keys, entry);
        try {
          await offer();
        } catch (error) {
          remove();
          throw error;
        }
        return ending(() => {
          remove();
          void offer().catch(() => undefined);
        });
      },
    },
    focusWorkplace: async (direction = 'next') =>
      void (await call('ui.key', { keys: direction === 'next' ? 'F6' : 'Shift+F6' })),
  };

  const press = (keys: string) => shortcuts.get(keys)?.listener(keys);
  const closed = new AbortController();
  if (port.keys.length > 0) {
    const handedOn = new Set(port.keys);
    globalThis.addEventListener(
      'keydown',
      (event) => {
        // AltGr types characters; so does what an input method composes.
        if (event.isComposing || event.repeat || event.getModifierState('AltGraph')) return;
        const keys = keyName(event);
        const isOwn = shortcuts.has(keys);
        if (!isOwn && !handedOn.has(keys)) return;
        event.preventDefault();
        if (isOwn) press(keys);
        else tell('ui.key', { keys });
      },
      // Before the plugin's own code: what leads out of a frame must not depend on it.
      { capture: true, signal: closed.signal },
    );
  }

  const closeOverlay = () => {
    for (const resolve of closing) resolve();
    closing.clear();
  };
  return {
    ui,
    close() {
      closed.abort();
      closeOverlay();
    },
    bus: {
      async publish(topic, message, options) {
        need('bus');
        await call('bus.publish', { topic, message, lease: leaseOf(options) });
      },
      subscribe(topic, listener) {
        const known = subscribers.get(topic) ?? new Set();
        subscribers.set(topic, known);
        const listen = ({ from, message }: ServiceEvents['bus']) => listener({ topic, message, from });
        known.add(listen);
        return ending(() => known.delete(listen));
      },
    },
    listeners: {
      overlay: closeOverlay,
      shortcut: ({ keys }) => press(keys),
      bus(message) {
        // Sent for a patient who is no longer on the screen, or not yet: it is not for this chart.
        if (message.lease === (context.value?.id ?? null))
          tellAll(subscribers.get(message.topic) ?? [], message);
      },
    },
  };
}
