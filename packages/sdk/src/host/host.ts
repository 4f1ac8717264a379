import type { Reference } from 'fhir/r4';
import type { FhirClient } from '../fhir/client.ts';
import type { ScopeSet } from '../fhir/scopes.ts';
import { clinicalContext, Lease } from '../lease/index.ts';
import type { RecordAccess } from '../lease/index.ts';
import type { Served } from '../bridge/index.ts';
import type {
  Capability,
  NextContext,
  Theme,
  WireContext,
  WirePatient,
  WorkplaceEvents,
  WorkplaceMethods,
} from '../contract/index.ts';
import type { Outbox } from '../offline/types.ts';
import type { Runtime } from '../runtime.ts';
import { browserRuntime } from '../runtime.ts';
import { tellAll, WritableSignal } from '../workplace/signal.ts';
import { noBus, noUi } from '../workplace/services/no-services.ts';
import type { ClinicalContext, Signal, Workplace } from '../workplace/types.ts';
import { LeaseBroker, writeRefusal } from './broker/index.ts';
import type { RecordGrant } from './broker/index.ts';
import { ContextRoom, followPage, Visibility } from './context/index.ts';
import type { ContextBudgets, ContextOutcome, HoldDecider } from './context/index.ts';
import { PluginModules } from './mount/element/plugin-modules.ts';
import type { VettedElements } from './mount/element/vetted-elements.ts';
import { lifeMethods } from './mount/life-methods.ts';
import { IsolationSelfTest } from './isolation/index.ts';
import type { IsolationRules, SelfTestOptions } from './isolation/index.ts';
import { mountPlugin } from './mount/mount-plugin.ts';
import type { Mounted } from './mount/mount-plugin.ts';
import type { PluginInstance } from './mount/plugin-instance.ts';
import { recordMethods, staleLease } from './mount/record-methods.ts';
import { telemetryMethods } from './mount/telemetry-methods.ts';
import { admit } from './registry/admission.ts';
import type { Admission } from './registry/admission.ts';
import type { ApprovalStore } from './registry/approval/approval-store.ts';
import { grant } from './registry/approval/grant.ts';
import type { Grants } from './registry/approval/grant.ts';
import type { Registry } from './registry/registry.ts';
import {
  grantedCapabilities,
  HostServices,
  offeredCapabilities,
  PLAIN_THEME,
  serviceMethods,
} from './services/index.ts';
import type { DirtyState, HostUi, PlaceAbilities } from './services/index.ts';
import { DEFAULT_BUDGETS, memoryWatchStore, PluginWatch, ProcessRelease } from './watch/index.ts';
import type { HostedPlugins, WatchBudgets, WatchStore } from './watch/index.ts';
import type {
  Contribution,
  HostEvent,
  Localized,
  MountedPlugin,
  PlacedPlugin,
  PluginManifest,
  WorkplaceHost,
} from './types.ts';

export interface HostOptions extends ContextBudgets {
  /** Client of the FHIR server, with the user's token behind it. The token never leaves it. */
  fhir: FhirClient;
  outbox: Outbox;
  registry: Registry;
  /** The signed-in user, and what she may do. */
  user: Reference & { reference: string };
  scopes: ScopeSet;
  /** BCP 47. Default `da`. */
  locale?: string;
  /** Name and version the workplace itself writes under, in Provenance. */
  workplace?: { id: string; version: string };
  runtime?: Runtime;
  /** What this workplace can do for plugins beside the record. Default: nothing. */
  ui?: HostUi;
  /** Default: light, without custom properties. */
  theme?: Theme;
  /**
   * What the site's administrator approved. A version that asks for more than she saw is not mounted; the last one that
   * she approved goes on. Default, for development: nothing needs to be approved.
   */
  approvals?: ApprovalStore;
  /** Which capabilities the site approved for a plugin. Default, and undefined: those its manifest asks for. */
  approvedCapabilities?(manifest: PluginManifest): ReadonlySet<Capability> | undefined;
  /** What a plugin may cost before it is not loaded for a while. Each default stands at {@link WatchBudgets}. */
  budgets?: Partial<WatchBudgets>;
  /** Where it is remembered which versions ran well and what is switched off. Default: as long as this host lives. */
  watchStore?: WatchStore;
  /** How long a plugin may take to say hello, in milliseconds. Default 5 000. */
  handshakeMs?: number;
  /** Time between two heartbeats, in milliseconds. Default 5 000. */
  heartbeatMs?: number;
  /**
   * How plugins are kept apart. `allowSameSite` lets one run on a sub-domain of the workplace, which it can then stall;
   * `stallProbe: false` asks no plugin to be busy for 80 ms to see whether that stalls the workplace.
   */
  isolation?: IsolationRules & Pick<SelfTestOptions, 'stallProbe'>;
  /** Plugins that may run in this page itself, without a wall around them. Default: none. */
  vettedElements?: VettedElements;
}

/** Of what is spoken between this host and its plugins; a manifest names the range it understands. */
const CONTRACT_VERSION = '1.0.0';

/** One version of a plugin, on its way into a place. */
interface Version {
  container: HTMLElement;
  manifest: PluginManifest;
  contribution: Contribution;
  place: PlaceAbilities;
  /** Id of its place. */
  instance: string;
}

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
  readonly #stopRegistry: () => void;
  #lease: Lease | undefined;
  /** The record of the present lease, for all plugins. It ends with the lease. */
  #broker: LeaseBroker | undefined;

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
      lease: () => this.#lease,
      titleOf: ({ manifest }) => localizedText(manifest.title, this.locale.value),
    });
    this.#budgets = { ...DEFAULT_BUDGETS, ...options.budgets };
    this.#release = new ProcessRelease(this.#runtime);
    this.#selfTest = new IsolationSelfTest({ runtime: this.#runtime, ...options.isolation });
    this.#watch = new PluginWatch({
      runtime: this.#runtime,
      budgets: this.#budgets,
      store: options.watchStore ?? memoryWatchStore(),
      ids: () => options.registry.ids(),
      versions: (pluginId) => options.registry.versions(pluginId),
      admissionOf: (manifest) => this.#admissionOf(manifest),
      isOnline: () => this.online.value,
      tell: (event) => this.#tell(event),
    });
    this.#eventListeners.add((event) => this.#watch.hear(event));
    const reconsider = () => this.#watch.reconsider();
    const stops = [options.registry.subscribe(reconsider), options.approvals?.subscribe(reconsider)];
    this.#stopRegistry = () => stops.forEach((stop) => stop?.());
    this.#contextRoom = new ContextRoom({
      ...contextBudgets(options),
      runtime: this.#runtime,
      keeper: options.outbox.drafts,
      workplaceId: options.workplace?.id ?? 'workplace',
      lease: () => this.#lease,
      present: () => this.context.value,
      mounted: () => this.#mounted,
      holdReasonOf: (instance) =>
        this.#services.dirty.value.value.find((dirty) => dirty.instance === instance)?.reasons.join(' '),
      localized: (texts) => localizedText(texts, this.locale.value),
      tell: (event) => this.#tell(event),
    });
    this.#stopPage = followPage(globalThis.document, this.#visibility);
    this.workplace = {
      surroundings: 'embedded',
      context: this.context,
      locale: this.locale,
      online: this.online,
      reachable: new WritableSignal(true),
      view: 'main',
      can: (capability) => capability === 'drafts',
      drafts: this.#contextRoom.own.drafts,
      onPrepare: (handler) => this.#contextRoom.own.preparation.onPrepare(handler),
      shown: this.#visibility.page,
      ui: noUi,
      theme: this.theme,
      bus: noBus,
      close: () => undefined,
    };
    this.#stopReceipts = options.outbox.subscribe((snapshot) => {
      this.#tell({
        kind: 'receipt',
        name: snapshot.state,
        plugin: snapshot.plugin.id,
        ...(snapshot.error && { code: snapshot.error.code }),
      });
      const lease = this.#lease;
      if (lease && snapshot.patient === lease.patientId) this.#emit('receipt', { lease: lease.id, snapshot });
    });
  }

  async setContext(
    next: { patient: string; encounter?: string } | undefined,
    options: { force?: boolean } = {},
  ): Promise<ContextOutcome> {
    // Made before anybody is asked: an id that is none leaves everything as it is.
    const lease = next && this.#leaseOn(next);
    return this.#move(next ? 'patient' : 'none', lease, options);
  }

  #move(next: NextContext, lease: Lease | undefined, options: { force?: boolean }): Promise<ContextOutcome> {
    return this.#contextRoom.move({
      next,
      ...options,
      commit: () => this.#enter(lease),
      show: (instance) => instance.emit('context', this.#wireContext()),
    });
  }

  /** The old lease ends before the new one opens, and nothing comes between: there are never two. */
  #enter(lease: Lease | undefined): void {
    this.#lease?.end();
    this.#lease = lease;
    this.#broker = lease && this.#brokerOn(lease);
    const context = lease && this.#broker && this.#open(lease, this.#broker);
    this.#tell({ kind: 'lease', name: context ? 'opened' : 'closed' });
    this.context.value = context;
    this.#emit('context', this.#wireContext());
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
    if (isOnline) this.#broker?.reconnect();
    // What cannot be sent now stays stored and says so in its receipt.
    if (isOnline) this.#options.outbox.flush().catch(() => undefined);
  }

  contributions(slot: string): ReturnType<WorkplaceHost['contributions']> {
    return this.#options.registry
      .list()
      .flatMap((manifest) =>
        manifest.contributes
          .filter((contribution) => contribution.slot === slot)
          .map((contribution) => ({ manifest, contribution })),
      )
      .sort((a, b) => (a.contribution.order ?? 0) - (b.contribution.order ?? 0));
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

  receipts(): ReturnType<WorkplaceHost['receipts']> {
    return this.#options.outbox.list();
  }

  subscribeReceipts(listener: Parameters<WorkplaceHost['subscribeReceipts']>[0]): () => void {
    return this.#options.outbox.subscribe(listener);
  }

  subscribeEvents(listener: (event: HostEvent) => void): () => void {
    this.#eventListeners.add(listener);
    return () => this.#eventListeners.delete(listener);
  }

  async close(options: { force?: boolean } = {}): Promise<ContextOutcome> {
    const outcome = await this.#move('logout', undefined, options);
    if (outcome.status === 'cancelled' || outcome.status === 'superseded') return outcome;
    this.#stopPage();
    this.#stopRegistry();
    this.#watch.close();
    this.#stopReceipts();
    this.#eventListeners.clear();
    await this.#options.outbox.close();
    return outcome;
  }

  #mountVersion({ container, manifest, contribution, place, instance: placeId }: Version): Mounted {
    const plugin = mountPlugin({
      release: this.#release,
      selfTest: this.#selfTest,
      ...(this.#options.isolation && { isolationRules: this.#options.isolation }),
      memoryBytes: this.#budgets.memoryBytes,
      vetted: this.#options.vettedElements ?? {},
      modules: this.#modules,
      container,
      manifest,
      contribution,
      capabilities: this.#capabilitiesOf(manifest, place),
      title: localizedText(manifest.title, this.locale.value),
      runtime: this.#runtime,
      ...(this.#options.handshakeMs !== undefined && { handshakeMs: this.#options.handshakeMs }),
      ...(this.#options.heartbeatMs !== undefined && { heartbeatMs: this.#options.heartbeatMs }),
      session: (instance) => ({
        context: this.#contextRoom.joins(instance, this.#wireContext()),
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

  /** Whether a version may be mounted here, and with what rights. */
  #admissionOf(manifest: PluginManifest): Admission {
    const { registry, approvals, scopes } = this.#options;
    const nowMs = this.#runtime.now();
    return admit(manifest, { registry, approvals, user: scopes, contractVersion: CONTRACT_VERSION, nowMs });
  }

  #capabilitiesOf(manifest: PluginManifest, place: PlaceAbilities): ReadonlySet<Capability> {
    const { ui = {} } = this.#options;
    const approved = this.#options.approvedCapabilities?.(manifest) ?? this.#rightsOf(manifest).capabilities;
    return grantedCapabilities(manifest.capabilities, approved, offeredCapabilities(ui, place));
  }

  #leaseOn(next: { patient: string; encounter?: string }): Lease {
    return new Lease(this.#runtime.randomUUID(), {
      patient: { reference: `Patient/${next.patient}` },
      ...(next.encounter !== undefined && { encounter: { reference: `Encounter/${next.encounter}` } }),
      user: this.#options.user,
    });
  }

  #open(lease: Lease, broker: LeaseBroker): ClinicalContext {
    const { id, version } = this.#options.workplace ?? { id: 'workplace', version: 'unstated' };
    const record = broker.workplaceRecord({ id, version }, { scopes: this.#options.scopes });
    return clinicalContext(lease, record, { needPatientBanner: true, runtime: this.#runtime });
  }

  /** Each room of the host adds what it serves. */
  #methodsOf(instance: PluginInstance): Served<WorkplaceMethods> {
    const { manifest } = instance;
    return {
      ...serviceMethods(this.#services, instance),
      ...this.#contextRoom.methodsOf(instance),
      ...recordMethods((lease) => this.#recordOf(lease, manifest)),
      ...telemetryMethods(({ name, value }) =>
        this.#tell({ kind: 'vital', name, value, plugin: manifest.id }),
      ),
      ...lifeMethods((code) => instance.fail(code)),
    };
  }

  #brokerOn(lease: Lease): LeaseBroker {
    const { fhir, outbox, user } = this.#options;
    const onPatient = () => this.#announcePatient();
    return new LeaseBroker(lease, { fhir, outbox, author: user, runtime: this.#runtime, onPatient });
  }

  #recordOf(leaseId: string, manifest: PluginManifest): RecordAccess {
    const broker = this.#broker;
    if (!broker || this.#lease?.id !== leaseId) throw staleLease();
    const { id, version, title } = manifest;
    return broker.recordFor({ id, version, title: localizedText(title, 'en') }, this.#grantOf(manifest));
  }

  #rightsOf(manifest: PluginManifest): Grants {
    const { approvals, scopes } = this.#options;
    return grant({ manifest, approval: approvals?.find(manifest.id), user: scopes });
  }

  #grantOf(manifest: PluginManifest): RecordGrant {
    return {
      scopes: this.#rightsOf(manifest).scopes,
      mayWrite: () => writeRefusal(this.#options.registry, manifest),
    };
  }

  #patientFor({ id, manifest }: PluginInstance): { patient?: WirePatient } {
    if (this.#contextRoom.isWithheld(id)) return {};
    const patient = this.#broker?.patientFor(this.#grantOf(manifest));
    return patient ? { patient } : {};
  }

  #announcePatient(): void {
    for (const plugin of this.#mounted) {
      const { patient } = this.#patientFor(plugin);
      if (patient) plugin.emit('patient', patient);
    }
  }

  #wireContext(): WireContext | null {
    const lease = this.#lease;
    return lease ? { lease: lease.id, ...lease.subject } : null;
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

/** Only what was given: a budget that is left out has its default. */
function contextBudgets({ prepareMs, decideMs, overruledMs }: ContextBudgets): ContextBudgets {
  return {
    ...(prepareMs !== undefined && { prepareMs }),
    ...(decideMs !== undefined && { decideMs }),
    ...(overruledMs !== undefined && { overruledMs }),
  };
}

/** The text in this language, else in English. */
export function localizedText(texts: Localized, locale: string): string {
  return texts[locale] ?? texts[locale.split('-')[0] ?? ''] ?? texts['en'] ?? '';
}
