import type { Lease } from '../lease/index.ts';
import type { Served } from '../bridge/index.ts';
import type {
  NextContext,
  Theme,
  WirePatient,
  WorkplaceEvents,
  WorkplaceMethods,
} from '../contract/index.ts';
import type { Runtime } from '../runtime.ts';
import { browserRuntime } from '../runtime.ts';
import { tellAll, WritableSignal } from '../workplace/signal.ts';
import type { ClinicalContext, Signal, Workplace } from '../workplace/types.ts';
import { PresentLease } from './broker/index.ts';
import { ContextRoom, followPage, Visibility } from './context/index.ts';
import type { ContextOutcome, HoldDecider } from './context/index.ts';
import { contextBudgets } from './host-options.ts';
import type { HostOptions } from './host-options.ts';
import { localizedText } from './localized-text.ts';
import { PluginModules } from './mount/element/plugin-modules.ts';
import { lifeMethods } from './mount/life-methods.ts';
import { IsolationSelfTest } from './isolation/index.ts';
import { mountPlugin } from './mount/mount-plugin.ts';
import type { Mounted } from './mount/mount-plugin.ts';
import type { PluginInstance } from './mount/plugin-instance.ts';
import { recordMethods } from './mount/record-methods.ts';
import { telemetryMethods } from './mount/telemetry-methods.ts';
import type { VersionInPlace } from './mount/version-in-place.ts';
import { OfflineRecords } from '../held/index.ts';
import { ownWorkplace } from './own-workplace.ts';
import { receiptEvent } from './receipt-event.ts';
import { RepairRoom } from './repair/index.ts';
import { PluginRights } from './rights/plugin-rights.ts';
import { HostServices, PLAIN_THEME, serviceMethods } from './services/index.ts';
import type { DirtyState, PlaceAbilities } from './services/index.ts';
import { DEFAULT_BUDGETS, memoryWatchStore, PluginWatch, ProcessRelease } from './watch/index.ts';
import type { HostedPlugins, WatchBudgets } from './watch/index.ts';
import type {
  Contribution,
  HostEvent,
  MountedPlugin,
  PlacedPlugin,
  PluginManifest,
  WorkplaceHost,
} from './types.ts';

/**
 * The workplace's side of everything: it holds the token, the outbox and the lease; plugins hold a port.
 * Rights of a plugin = asked in its manifest ∩ what the user may do, within the patient of the present lease.
 */
export function createHost(options: HostOptions): WorkplaceHost {
  return new Host(options);
}

class Host implements WorkplaceHost {
  readonly context = new WritableSignal<ClinicalContext | undefined>(undefined);
  readonly online = new WritableSignal(true);
  readonly locale: WritableSignal<string>;
  readonly theme: WritableSignal<Theme>;
  readonly workplace: Workplace;
  readonly offline: OfflineRecords | undefined;
  readonly #options: HostOptions;
  readonly #runtime: Runtime;
  readonly #mounted = new Set<Mounted>();
  readonly #modules: PluginModules;
  readonly #eventListeners = new Set<(event: HostEvent) => void>();
  readonly #stopReceipts: () => void;
  readonly #services: HostServices;
  readonly #contextRoom: ContextRoom;
  readonly #visibility = new Visibility(() => this.#mounted);
  readonly #stopPage: () => void;
  readonly #budgets: WatchBudgets;
  readonly #watch: PluginWatch;
  readonly #release: ProcessRelease;
  readonly #selfTest: IsolationSelfTest;
  readonly #rights: PluginRights;
  readonly #stopRights: () => void;
  readonly #present: PresentLease;
  readonly #repairs: RepairRoom;

  constructor(options: HostOptions) {
    this.#options = options;
    this.#runtime = options.runtime ?? browserRuntime();
    this.#modules = new PluginModules(this.#runtime);
    this.locale = new WritableSignal(options.locale ?? 'da');
    this.theme = new WritableSignal(options.theme ?? PLAIN_THEME);
    this.#services = new HostServices({
      ui: options.ui ?? {},
      runtime: this.#runtime,
      theme: this.theme,
      lease: () => this.#present.value,
      titleOf: ({ manifest }) => localizedText(manifest.title, this.locale.value),
    });
    this.#budgets = { ...DEFAULT_BUDGETS, ...options.budgets };
    this.#release = new ProcessRelease(this.#runtime);
    this.#selfTest = new IsolationSelfTest({ runtime: this.#runtime, ...options.isolation });
    this.#rights = new PluginRights({
      registry: options.registry,
      ...(options.approvals && { approvals: options.approvals }),
      user: options.scopes,
      ui: options.ui ?? {},
      runtime: this.#runtime,
      facts: () => ({
        patient: this.#present.value !== undefined,
        encounter: this.#present.value?.subject.encounter !== undefined,
        online: this.online.value,
        locale: this.locale.value,
        flags: options.flags ?? new Set(),
      }),
    });
    this.#present = new PresentLease({
      ...options,
      runtime: this.#runtime,
      rights: this.#rights,
      onPatient: () => this.#announcePatient(),
      isOnline: () => this.online.value,
    });
    const { records } = options;
    this.offline = records && new OfflineRecords({ ...options, records, runtime: this.#runtime });
    this.#watch = new PluginWatch({
      runtime: this.#runtime,
      budgets: this.#budgets,
      store: options.watchStore ?? memoryWatchStore(),
      ids: () => options.registry.ids(),
      versions: (pluginId) => options.registry.versions(pluginId),
      admissionOf: (manifest) => this.#rights.admissionOf(manifest),
      isOnline: () => this.online.value,
      tell: (event) => this.#tell(event),
    });
    this.#eventListeners.add((event) => this.#watch.hear(event));
    this.#stopRights = this.#rights.subscribe(() => {
      this.#present.forgetPlugins(options.registry.ids());
      this.#watch.reconsider();
    });
    this.#contextRoom = new ContextRoom({
      ...contextBudgets(options),
      runtime: this.#runtime,
      keeper: options.outbox.drafts,
      workplaceId: options.workplace?.id ?? 'workplace',
      lease: () => this.#present.value,
      present: () => this.context.value,
      mounted: () => this.#mounted,
      holdReasonOf: (instance) =>
        this.#services.dirty.value.value.find((dirty) => dirty.instance === instance)?.reasons.join(' '),
      localized: (texts) => localizedText(texts, this.locale.value),
      tell: (event) => this.#tell(event),
    });
    this.#repairs = new RepairRoom({
      outbox: options.outbox,
      lease: () => this.#present.value,
      mounted: () => this.#mounted,
      isWithheld: (instance) => this.#contextRoom.isWithheld(instance),
      capabilitiesOf: (pluginId) => this.#rights.writerCapabilities(this.#watch.versionOf(pluginId)),
    });
    this.#stopPage = followPage(globalThis.document, this.#visibility);
    const { own } = this.#contextRoom;
    this.workplace = ownWorkplace({
      context: this.context,
      locale: this.locale,
      online: this.online,
      theme: this.theme,
      shown: this.#visibility.page,
      drafts: own.drafts,
      onPrepare: (handler) => own.preparation.onPrepare(handler),
    });
    this.#stopReceipts = options.outbox.subscribe((snapshot) => {
      this.#tell(receiptEvent(snapshot));
      const lease = this.#present.value;
      if (lease && snapshot.patient === lease.patientId) this.#emit('receipt', { lease: lease.id, snapshot });
    });
  }

  async setContext(
    next: { patient: string; encounter?: string } | undefined,
    options: { force?: boolean } = {},
  ): Promise<ContextOutcome> {
    // Made before anybody is asked: an id that is none leaves everything as it is.
    const lease = next && this.#present.make(next);
    return this.#move(next ? 'patient' : 'none', lease, options);
  }

  #move(next: NextContext, lease: Lease | undefined, options: { force?: boolean }): Promise<ContextOutcome> {
    return this.#contextRoom.move({
      next,
      ...options,
      commit: () => this.#enter(lease),
      show: (instance) => instance.emit('context', this.#present.toWire()),
    });
  }

  #enter(lease: Lease | undefined): void {
    const context = this.#present.enter(lease);
    this.#tell({ kind: 'lease', name: context ? 'opened' : 'closed' });
    this.context.value = context;
    this.#emit('context', this.#present.toWire());
    this.#announcePatient();
  }

  setHoldDecider(decider: HoldDecider): () => void {
    return this.#contextRoom.decideBy(decider);
  }

  restart(plugin: MountedPlugin, options: { force?: boolean } = {}): Promise<ContextOutcome> {
    return this.#contextRoom.retire(this.#behind(plugin), 'restart', {
      ...options,
      then: () => plugin.restart(),
    });
  }

  remove(plugin: MountedPlugin, options: { force?: boolean } = {}): Promise<ContextOutcome> {
    return this.#contextRoom.retire(this.#behind(plugin), 'close', {
      ...options,
      then: () => plugin.dispose(),
    });
  }

  suspend(plugin: MountedPlugin): void {
    const instance = this.#behind(plugin);
    if (instance) this.#visibility.suspend(instance);
  }

  resume(plugin: MountedPlugin): void {
    const instance = this.#behind(plugin);
    if (instance) this.#visibility.resume(instance);
  }

  drafts({ patient }: { patient?: string } = {}): ReturnType<WorkplaceHost['drafts']> {
    return this.#contextRoom.drafts.list(patient);
  }

  discardDraft(id: string): Promise<void> {
    return this.#contextRoom.drafts.discard(id);
  }

  /** What runs in a place; undefined while nothing does. */
  #behind({ element }: MountedPlugin): Mounted | undefined {
    return [...this.#mounted].find((mounted) => mounted.element === element);
  }

  setLocale(locale: string): void {
    this.locale.value = locale;
    this.#emit('locale', locale);
  }

  setTheme(theme: Theme): void {
    this.theme.value = theme;
    this.#emit('theme', theme);
  }

  get dirty(): Signal<readonly DirtyState[]> {
    return this.#services.dirty.value;
  }

  setOnline(isOnline: boolean): void {
    if (isOnline === this.online.value) return;
    this.online.value = isOnline;
    this.#emit('online', isOnline);
    if (isOnline) this.#present.reconnect();
    // What cannot be sent now stays stored and says so in its receipt.
    if (isOnline) this.#options.outbox.flush('network').catch(() => undefined);
  }

  contributions(slot: string): ReturnType<WorkplaceHost['contributions']> {
    return this.#rights.contributionsTo(slot, (pluginId) => this.#watch.versionOf(pluginId));
  }

  applies(manifest: PluginManifest, contribution: Contribution): boolean {
    return this.#rights.applies(manifest, contribution);
  }

  mount(
    container: HTMLElement,
    pluginId: string,
    contribution: Contribution,
    place: PlaceAbilities = {},
  ): PlacedPlugin {
    const mount = (manifest: PluginManifest, instance: string) =>
      this.#mountVersion({ container, manifest, contribution, place, instance });
    return this.#watch.mount({ container, pluginId, contribution, mount });
  }

  get plugins(): HostedPlugins {
    return this.#watch;
  }

  focus({ element }: MountedPlugin): void {
    element.focus();
  }

  readonly receipts: WorkplaceHost['receipts'] = () => this.#options.outbox.list();
  readonly subscribeReceipts: WorkplaceHost['subscribeReceipts'] = (hear) =>
    this.#options.outbox.subscribe(hear);
  readonly conflict: WorkplaceHost['conflict'] = (id) => this.#options.outbox.conflict(id);
  readonly resolveConflict: WorkplaceHost['resolveConflict'] = (id, decision) =>
    this.#options.outbox.resolve(id, decision);
  readonly canRepair: WorkplaceHost['canRepair'] = (receipt) => this.#repairs.canRepair(receipt);
  readonly repair: WorkplaceHost['repair'] = (id) => this.#repairs.open(id);

  subscribeEvents(listener: (event: HostEvent) => void): () => void {
    this.#eventListeners.add(listener);
    return () => this.#eventListeners.delete(listener);
  }

  async close(options: { force?: boolean; shred?: boolean } = {}): Promise<ContextOutcome> {
    const outcome = await this.#move('logout', undefined, options);
    if (outcome.status === 'cancelled' || outcome.status === 'superseded') return outcome;
    this.#stopPage();
    this.#stopRights();
    this.#watch.close();
    this.#stopReceipts();
    this.#eventListeners.clear();
    const { outbox } = this.#options;
    // Whatever becomes of what is held, the outbox is closed: its key must not outlive the session.
    await (this.offline?.end(options) ?? Promise.resolve()).finally(() => outbox.close());
    return outcome;
  }

  #mountVersion({ container, manifest, contribution, place, instance: placeId }: VersionInPlace): Mounted {
    const { isolation, line, handshakeMs, heartbeatMs, vettedElements = {} } = this.#options;
    const plugin = mountPlugin({
      release: this.#release,
      selfTest: this.#selfTest,
      ...(isolation && { isolationRules: isolation }),
      memoryBytes: this.#budgets.memoryBytes,
      vetted: vettedElements,
      modules: this.#modules,
      container,
      manifest,
      contribution,
      capabilities: this.#rights.capabilitiesIn(place, manifest),
      grants: this.#rights.standingGrantsOf(manifest),
      title: localizedText(manifest.title, this.locale.value),
      runtime: this.#runtime,
      ...(line && { line }),
      ...(handshakeMs !== undefined && { handshakeMs }),
      ...(heartbeatMs !== undefined && { heartbeatMs }),
      session: (instance) => ({
        context: this.#contextRoom.joins(instance, this.#present.toWire()),
        ...this.#patientFor(instance),
        locale: this.locale.value,
        online: this.online.value,
        view: instance.contribution.view,
        capabilities: [...instance.capabilities],
        ...this.#services.session(instance),
      }),
      methods: (instance) => {
        this.#services.attach(instance, place);
        return this.#methodsOf(instance);
      },
      onEvent: (event) => this.#tell({ ...event, plugin: manifest.id, instance: placeId }),
      onDispose: (disposed) => {
        this.#mounted.delete(disposed);
        this.#visibility.forget(disposed);
      },
    });
    this.#services.follow(plugin);
    this.#mounted.add(plugin);
    return plugin;
  }

  /** Each room of the host adds what it serves. */
  #methodsOf(instance: PluginInstance): Served<WorkplaceMethods> {
    const { manifest, contribution } = instance;
    return {
      ...serviceMethods(this.#services, instance),
      ...this.#contextRoom.methodsOf(instance),
      ...recordMethods((lease) => this.#present.recordFor(lease, manifest), contribution.view),
      ...telemetryMethods(({ name, value }) =>
        this.#tell({ kind: 'vital', name, value, plugin: manifest.id }),
      ),
      ...lifeMethods((code) => instance.fail(code)),
    };
  }

  #patientFor({ id, manifest }: PluginInstance): { patient?: WirePatient } {
    if (this.#contextRoom.isWithheld(id)) return {};
    const patient = this.#present.patientFor(manifest);
    return patient ? { patient } : {};
  }

  #announcePatient(): void {
    for (const plugin of this.#mounted) {
      const { patient } = this.#patientFor(plugin);
      if (patient) plugin.emit('patient', patient);
    }
  }

  #emit<K extends keyof WorkplaceEvents>(name: K, detail: WorkplaceEvents[K]): void {
    for (const plugin of this.#mounted)
      if (name !== 'receipt' || !this.#contextRoom.isWithheld(plugin.id)) plugin.emit(name, detail);
  }

  #tell(event: Omit<HostEvent, 'at'>): void {
    const told = { at: this.#runtime.now(), ...event };
    tellAll(this.#eventListeners, told);
  }
}
