import { SamspilError } from '@samspil/sdk';
import type { ClinicalContext, ReceiptSnapshot, SamspilErrorCode, Workplace } from '@samspil/sdk';
import type {
  ConflictDecision,
  ContextOutcome,
  Contribution,
  DirtyState,
  HoldDecider,
  HostEvent,
  Disabled,
  HostedPlugins,
  ListedDraft,
  MountedPlugin,
  PlaceAbilities,
  PlacedPlugin,
  PluginManifest,
  PluginState,
  Theme,
  WorkplaceHost,
  WriteConflict,
} from '@samspil/sdk/host';
import { PLAIN_THEME } from '../../../sdk/src/host/services/theme.ts';
import { noBus, noUi } from '../../../sdk/src/workplace/services/no-services.ts';
import { FakeDrafts } from './fake-drafts.ts';
import { WritableSignal } from '../../../sdk/src/workplace/signal.ts';

/** A mounted plugin whose state a test sets. Its frame holds a page of its own. */
export class FakeMountedPlugin implements PlacedPlugin {
  readonly id = crypto.randomUUID();
  readonly element: HTMLElement;
  readonly state = new WritableSignal<PluginState>('loading');
  manifest: PluginManifest;
  readonly contribution: Contribution;
  error: string | undefined;
  insteadOf: string | undefined;
  retryAt: number | undefined;
  disabled: Disabled | undefined;
  restarts = 0;
  reports = 0;

  constructor(container: HTMLElement, manifest: PluginManifest, contribution: Contribution) {
    this.manifest = manifest;
    this.contribution = contribution;
    this.element = manifest.entry.mode === 'frame' ? frameWithPage() : elementOfItsOwn();
    container.append(this.element);
  }

  restart(): void {
    this.restarts += 1;
    this.state.value = 'loading';
  }

  report(): void {
    this.reports += 1;
  }

  dispose(): void {
    this.element.remove();
    this.state.value = 'disposed';
  }
}

function frameWithPage(): HTMLElement {
  const frame = document.createElement('iframe');
  frame.srcdoc = '<!doctype html><html lang="da"><title>Plugin</title><button>I appen</button>';
  return frame;
}

function elementOfItsOwn(): HTMLElement {
  const element = document.createElement('div');
  element.role = 'group';
  element.attachShadow({ mode: 'open' }).innerHTML = '<button>I siden</button>';
  return element;
}

/** A workplace's host in memory. */
export class FakeHost implements WorkplaceHost {
  readonly context = new WritableSignal<ClinicalContext | undefined>(undefined);
  readonly offline = undefined;
  readonly online = new WritableSignal(true);
  readonly locale: WritableSignal<string>;
  readonly theme = new WritableSignal<Theme>(PLAIN_THEME);
  readonly dirty = new WritableSignal<readonly DirtyState[]>([]);
  readonly mounted: FakeMountedPlugin[] = [];
  readonly manifests: PluginManifest[];
  /** What each place said it can do. */
  readonly places = new Map<MountedPlugin, PlaceAbilities>();
  unfinished: ReceiptSnapshot[] = [];
  /** Who decides about holds. */
  decider: HoldDecider | undefined;
  /** When set, mounting throws it. */
  mountFailure: Error | undefined;
  /** What its outbox says about conflicts, by receipt. */
  readonly conflicts = new Map<string, WriteConflict>();
  /** What was decided, in order. */
  readonly decisions: { id: string; decision: ConflictDecision }[] = [];
  /** When set, asking for a conflict or deciding it fails with this code. */
  conflictFailure: SamspilErrorCode | undefined;
  readonly #listeners = new Set<(snapshot: ReceiptSnapshot) => void>();

  constructor(manifests: PluginManifest[], locale = 'da') {
    this.manifests = manifests;
    this.locale = new WritableSignal(locale);
  }

  get workplace(): Workplace {
    const { context, locale, online, theme } = this;
    const view = {
      surroundings: 'embedded' as const,
      view: 'main',
      can: () => false,
      drafts: new FakeDrafts(),
      reachable: new WritableSignal(true),
      onPrepare: () => () => undefined,
      onRepair: () => () => undefined,
      outbox: undefined,
      shown: new WritableSignal(true),
      ui: noUi,
      bus: noBus,
      close: () => undefined,
    };
    return { ...view, context, locale, online, theme };
  }

  get listenerCount(): number {
    return this.#listeners.size;
  }

  setContext(): Promise<ContextOutcome> {
    return Promise.resolve({ status: 'changed', context: this.context.value, plugins: [] });
  }

  setHoldDecider(decider: HoldDecider): () => void {
    this.decider = decider;
    return () => {
      if (this.decider === decider) this.decider = undefined;
    };
  }

  restart(plugin: MountedPlugin): Promise<ContextOutcome> {
    plugin.restart();
    return this.setContext();
  }

  remove(plugin: MountedPlugin): Promise<ContextOutcome> {
    plugin.dispose();
    return this.setContext();
  }

  suspend(): void {}

  resume(): void {}

  drafts(): Promise<ListedDraft[]> {
    return Promise.resolve([]);
  }

  discardDraft(): Promise<void> {
    return Promise.resolve();
  }

  setLocale(locale: string): void {
    this.locale.value = locale;
  }

  setTheme(theme: Theme): void {
    this.theme.value = theme;
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

  /** Conditions that do not hold, by view. */
  readonly unmet = new Set<string>();

  applies(_manifest: PluginManifest, { view }: Contribution): boolean {
    return !this.unmet.has(view);
  }

  mount(
    container: HTMLElement,
    pluginId: string,
    contribution: Contribution,
    place: PlaceAbilities = {},
  ): PlacedPlugin {
    if (this.mountFailure) throw this.mountFailure;
    const manifest = this.manifests.find(({ id }) => id === pluginId);
    if (!manifest) throw new TypeError('The test names a plugin that is not there.');
    const plugin = new FakeMountedPlugin(container, manifest, contribution);
    this.mounted.push(plugin);
    this.places.set(plugin, place);
    return plugin;
  }

  async conflict(id: string): Promise<WriteConflict> {
    const found = this.conflicts.get(id);
    const code = this.conflictFailure ?? 'not-found';
    if (!found || this.conflictFailure) throw new SamspilError(code, 'The test says so.');
    return found;
  }

  async resolveConflict(id: string, decision: ConflictDecision): Promise<void> {
    if (this.conflictFailure) throw new SamspilError(this.conflictFailure, 'The test says so.');
    this.decisions.push({ id, decision });
  }

  canRepair(): boolean {
    return false;
  }

  repair(): Promise<boolean> {
    return Promise.resolve(false);
  }

  focus({ element }: MountedPlugin): void {
    element.focus();
  }

  /** What an administrator does is another element's; see the workplace's own tests. */
  readonly plugins: HostedPlugins = {
    list: () => [],
    subscribe: () => () => undefined,
    disable: () => undefined,
    enable: () => undefined,
    restart: () => undefined,
    rollBack: () => undefined,
    report: () => undefined,
  };

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

  close(): Promise<ContextOutcome> {
    return this.setContext();
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
