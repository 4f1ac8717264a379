import { connectPort, serve } from '../src/bridge/index.ts';
import type { Capability, ServiceEvents, ServiceMethods, Theme } from '../src/contract/index.ts';
import { HostServices, PLAIN_THEME, serviceMethods } from '../src/host/services/index.ts';
import type { HostUi, PlaceAbilities } from '../src/host/services/index.ts';
import type { PluginInstance } from '../src/host/mount/plugin-instance.ts';
import type { PluginManifest } from '../src/host/types.ts';
import { Lease } from '../src/lease/index.ts';
import { browserRuntime } from '../src/runtime.ts';
import { portServices } from '../src/workplace/services/index.ts';
import type { Bus, PluginUi } from '../src/workplace/services/index.ts';
import { WritableSignal } from '../src/workplace/signal.ts';
import type { ClinicalContext } from '../src/workplace/types.ts';
import { scriptedRuntime } from './scripted-runtime.ts';

export interface ServedPlugin {
  ui: PluginUi;
  bus: Bus;
  instance: PluginInstance;
  /** Its lease, as far as the news of it has come. The test moves it. */
  context: WritableSignal<ClinicalContext | undefined>;
  /** Calls by hand, past what the plugin's side judges. */
  call: (method: keyof ServiceMethods & string, input: unknown) => Promise<unknown>;
  /** As when its page goes. */
  leave: () => void;
}

/** The services of a host and plugins at the far ends of real ports, without frames. */
export function openServices(ui: HostUi = {}) {
  const runtime = scriptedRuntime(() => new Response(null, { status: 404 }));
  const theme = new WritableSignal<Theme>(PLAIN_THEME);
  let lease: Lease | undefined;
  const services = new HostServices({
    ui,
    // Real time: what is scheduled here is a look at the focus, and nobody is there to move the clock.
    runtime: { ...runtime, schedule: (...given) => browserRuntime().schedule(...given) },
    theme,
    lease: () => lease,
    titleOf: ({ manifest }) => manifest.title['en'] ?? '',
  });
  const closers: (() => void)[] = [];

  function plug(
    manifest: Partial<PluginManifest> & { id: string },
    options: { capabilities?: Capability[]; place?: PlaceAbilities; isFocused?: () => boolean } = {},
  ): ServedPlugin {
    const { port1, port2 } = new MessageChannel();
    const capabilities = new Set(options.capabilities ?? manifest.capabilities ?? []);
    const events: { port?: ReturnType<typeof serve> } = {};
    const element = { getRootNode: () => ({ activeElement: options.isFocused?.() ? element : null }) };
    const instance: PluginInstance = {
      id: runtime.randomUUID(),
      manifest: { ...BASE, title: { en: manifest.id }, ...manifest },
      contribution: { slot: 'patient.workspace', view: 'main' },
      capabilities,
      grants: {
        permissions: new Set(),
        opens: manifest.opens ?? [],
        publishes: manifest.bus?.publishes ?? [],
        subscribes: manifest.bus?.subscribes ?? [],
      },
      element: Object.assign(element, { contains: () => false }) as unknown as HTMLElement,
      emit: (name, detail) => events.port?.emit(name, detail),
      fail: () => undefined,
    };
    services.attach(instance, options.place ?? {});
    events.port = serve<ServiceMethods>(port1, serviceMethods(services, instance), { runtime, capabilities });
    const context = new WritableSignal<ClinicalContext | undefined>(lease && contextOf(lease));
    const said: { hear?: (name: string, detail: unknown) => void } = {};
    const client = connectPort<ServiceMethods>(port2, {
      runtime,
      onEvent: (name, detail) => said.hear?.(name, detail),
    });
    const { workplaceKeys } = services.session(instance);
    const plugin = portServices({
      call: (...given) => client.call(...given),
      capabilities,
      context,
      runtime,
      keys: workplaceKeys,
    });
    said.hear = (name, detail) => plugin.listeners[name as 'bus']?.(detail as ServiceEvents['bus']);
    const leave = () => {
      services.detach(instance);
      events.port?.close();
      plugin.close();
      client.close();
    };
    closers.push(leave);
    return {
      ...plugin,
      instance,
      context,
      leave,
      call: (method, input) => client.call(method, input),
    };
  }

  return {
    services,
    runtime,
    theme,
    plug,
    /** Ends the present lease and opens one on another patient. Plugins hear of it when the test says so. */
    openPatient: (id: string): Lease => {
      lease?.end();
      lease = new Lease(runtime.randomUUID(), {
        patient: { reference: `Patient/${id}` },
        user: { reference: 'Practitioner/nurse' },
      });
      return lease;
    },
    close: () => closers.forEach((close) => close()),
  };
}

/** What a plugin's side knows of a lease. */
export function contextOf(lease: Lease): ClinicalContext {
  return { id: lease.id, ended: lease.ended, ...lease.subject } as ClinicalContext;
}

const BASE: Omit<PluginManifest, 'title'> = {
  id: 'plugin',
  version: '1.0.0',
  api: '^1.0',
  publisher: { name: 'Partner', contact: 'support@partner.example' },
  entry: { mode: 'element', url: 'https://plugin.example/main.js', integrity: 'sha384-x' },
  contributes: [],
  scopes: '',
};
