import type { ClinicalContext, ReceiptSnapshot } from '@samspil/sdk';
import type {
  Contribution,
  HostEvent,
  MountedPlugin,
  PluginManifest,
  PluginState,
  WorkplaceHost,
} from '@samspil/sdk/host';
import { WritableSignal } from '../../../sdk/src/workplace/signal.ts';

/** A mounted plugin whose state a test sets. Its frame holds a page of its own. */
export class FakeMountedPlugin implements MountedPlugin {
  readonly frame = document.createElement('iframe');
  readonly state = new WritableSignal<PluginState>('loading');
  readonly manifest: PluginManifest;
  error: string | undefined;
  restarts = 0;

  constructor(container: HTMLElement, manifest: PluginManifest) {
    this.manifest = manifest;
    this.frame.srcdoc = '<!doctype html><html lang="da"><title>Plugin</title><button>I appen</button>';
    container.append(this.frame);
  }

  restart(): void {
    this.restarts += 1;
    this.state.value = 'loading';
  }

  dispose(): void {
    this.frame.remove();
    this.state.value = 'disposed';
  }
}

/** A workplace's host in memory. */
export class FakeHost implements WorkplaceHost {
  readonly context = new WritableSignal<ClinicalContext | undefined>(undefined);
  readonly online = new WritableSignal(true);
  readonly locale: WritableSignal<string>;
  readonly mounted: FakeMountedPlugin[] = [];
  readonly manifests: PluginManifest[];
  unfinished: ReceiptSnapshot[] = [];
  /** When set, mounting throws it. */
  mountFailure: Error | undefined;
  readonly #listeners = new Set<(snapshot: ReceiptSnapshot) => void>();

  constructor(manifests: PluginManifest[], locale = 'da') {
    this.manifests = manifests;
    this.locale = new WritableSignal(locale);
  }

  get listenerCount(): number {
    return this.#listeners.size;
  }

  setContext(): Promise<ClinicalContext | undefined> {
    return Promise.resolve(this.context.value);
  }

  setLocale(locale: string): void {
    this.locale.value = locale;
  }

  setOnline(isOnline: boolean): void {
    this.online.value = isOnline;
  }

  contributions(slot: string): { manifest: PluginManifest; contribution: Contribution }[] {
    return this.manifests.flatMap((manifest) =>
      manifest.contributes
        .filter((contribution) => contribution.slot === slot)
        .map((contribution) => ({ manifest, contribution })),
    );
  }

  mount(container: HTMLElement, pluginId: string): MountedPlugin {
    if (this.mountFailure) throw this.mountFailure;
    const manifest = this.manifests.find(({ id }) => id === pluginId);
    if (!manifest) throw new TypeError('The test names a plugin that is not there.');
    const plugin = new FakeMountedPlugin(container, manifest);
    this.mounted.push(plugin);
    return plugin;
  }

  receipts(): Promise<ReceiptSnapshot[]> {
    return Promise.resolve(this.unfinished);
  }

  subscribeReceipts(listener: (snapshot: ReceiptSnapshot) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell(snapshot: ReceiptSnapshot): void {
    for (const listener of this.#listeners) listener(snapshot);
  }

  subscribeEvents(_listener: (event: HostEvent) => void): () => void {
    return () => undefined;
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** A manifest of a plugin by a partner. */
export function sampleManifest(id = 'dk.partner.vitals', slot = 'patient.workspace'): PluginManifest {
  return {
    id,
    version: '1.0.0',
    api: '^1.0',
    title: { da: 'Vitale værdier', sv: 'Vitalparametrar', en: 'Vital signs' },
    publisher: { name: 'Partner ApS', contact: 'mailto:hej@example.org' },
    entry: { mode: 'frame', url: 'https://plugin.example/', origin: 'https://plugin.example' },
    contributes: [{ slot, view: 'entry', height: 320 }],
    scopes: 'patient/Observation.cruds',
  };
}
