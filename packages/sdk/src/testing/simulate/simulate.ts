import type { FhirResource, Patient } from 'fhir/r4';
import { createFhirClient } from '../../fhir/client.ts';
import { ScopeSet } from '../../fhir/scopes.ts';
import { createHost } from '../../host/host.ts';
import type { ContextBudgets, ContextOutcome } from '../../host/context/index.ts';
import type { HostOptions } from '../../host/host-options.ts';
import { parseManifest } from '../../host/manifest/parse-manifest.ts';
import { staticRegistry } from '../../host/registry/static-registry.ts';
import type { HostEvent, MountedPlugin, PluginState, WorkplaceHost } from '../../host/types.ts';
import { openOutbox } from '../../offline/open-outbox.ts';
import type { Outbox } from '../../offline/types.ts';
import { browserRuntime } from '../../runtime.ts';
import type { Runtime } from '../../runtime.ts';
import type { Fault } from './fault.ts';
import { FaultSource } from './fault.ts';
import { faultyPort } from './faulty-port.ts';
import { MemoryServer } from './memory-server.ts';
import type { ServerEntry } from './memory-server.ts';
import { simulatedNetwork } from './network.ts';

/** How the simulated workplace is set up. */
export interface SimulateOptions {
  /** The patient that is open at the start. Default: a synthetic one. */
  patient?: Patient & { id: string };
  /** What else the FHIR server holds, also of other patients. */
  records?: readonly FhirResource[];
  /** What goes wrong between workplace and server, and between workplace and plugin. Default: nothing. */
  faults?: readonly Fault[];
  /** The same seed draws the same faults. Default 1. */
  seed?: number;
  /** What the signed-in user may do. Default `user/*.cruds`. */
  userScopes?: string;
  /** Where the frame goes. Default: the end of the body. */
  container?: HTMLElement;
  /** What the workplace can do for the plugin besides the record, and its budgets. */
  host?: Partial<
    Pick<
      HostOptions,
      'ui' | 'theme' | 'locale' | 'handshakeMs' | 'heartbeatMs' | 'approvals' | keyof ContextBudgets
    >
  >;
  runtime?: Runtime;
}

/** A workplace with one plugin in it, and everything a test wants to do to it. */
export interface Simulation {
  readonly host: WorkplaceHost;
  readonly plugin: MountedPlugin;
  /** What the FHIR server holds now, by `Type/id`. */
  readonly record: ReadonlyMap<string, FhirResource>;
  /** Every request that reached the FHIR server, in order. */
  readonly journal: readonly ServerEntry[];
  /** Everything the host told, in order. */
  readonly events: readonly HostEvent[];
  /** Resolves when the plugin is in this state; rejects with its error when it fails instead. */
  until(state: PluginState): Promise<void>;
  /**
   * Opens another patient, who must be among the records; undefined closes the chart. The outcome says what the plugin
   * answered. A hold stands, and the patient with it, unless the test decides otherwise by `host.setHoldDecider`.
   */
  setContext(patientId: string | undefined): Promise<ContextOutcome>;
  /** Cuts the line to the FHIR server. What is saved meanwhile is stored. */
  goOffline(): void;
  goOnline(): void;
  /** Resolves when nothing waits to be sent any more. */
  settled(): Promise<void>;
  /** Takes the plugin off the page and ends everything. */
  close(): Promise<void>;
}

const SYNTHETIC: Patient & { id: string } = {
  resourceType: 'Patient',
  id: 'simulated-1',
  name: [{ use: 'official', family: 'Simulated', given: ['Patient'] }],
  gender: 'unknown',
};

/**
 * Puts a plugin into a workplace of its own: the real host, guard, lease and outbox, with a FHIR server in memory
 * behind them. For browser tests of plugins; nothing leaves the page.
 *
 * The plugin's page must lie on another site than the test's, or be registered as `opaque`, as in any workplace.
 *
 * @throws `invalid-manifest`, `not-isolated`, `invalid-request`, `storage-blocked`
 * @example
 * const simulation = await simulate(manifest, { faults: [{ at: 'fhir.save', kind: 'drop', times: 1 }], seed: 7 });
 * await simulation.until('ready');
 */
export async function simulate(manifest: unknown, options: SimulateOptions = {}): Promise<Simulation> {
  const parsed = parseManifest(manifest);
  const runtime = options.runtime ?? browserRuntime();
  const patient = options.patient ?? SYNTHETIC;
  // A base of its own: two simulations share neither outbox nor locks.
  const baseUrl = `https://${runtime.randomUUID()}.simulated.example/fhir`;
  const server = new MemoryServer(baseUrl, [patient, ...(options.records ?? [])]);
  const faults = new FaultSource(options.faults ?? [], options.seed ?? 1);
  const network = simulatedNetwork(runtime, server, faults);
  const accessToken = async () => 'simulated';
  const fhir = createFhirClient({ fhirBaseUrl: baseUrl, accessToken, runtime: network.runtime });
  const user = 'Practitioner/simulated';
  const key = runtime.randomBytes(32);
  const outbox = await openOutbox({
    partition: { fhirBaseUrl: baseUrl, user },
    accessToken,
    releaseKey: async () => key,
    runtime: network.runtime,
  });
  const host = createHost({
    ...options.host,
    line: (port) => faultyPort(port, faults, runtime),
    fhir,
    outbox,
    registry: staticRegistry([parsed]),
    user: { reference: user },
    scopes: ScopeSet.parse(options.userScopes ?? 'user/*.cruds'),
    runtime: network.runtime,
  });
  const events: HostEvent[] = [];
  host.subscribeEvents((event) => events.push(event));
  try {
    await host.setContext({ patient: patient.id });
    const [contribution] = parsed.contributes;
    const container = options.container ?? globalThis.document.body;
    const plugin = host.mount(
      container,
      parsed.id,
      contribution ?? { slot: 'patient.workspace', view: 'main' },
    );
    return {
      host,
      plugin,
      get record() {
        return server.record;
      },
      journal: server.journal,
      events,
      until: (state) => untilState(plugin, state),
      setContext: (patientId) =>
        host.setContext(patientId === undefined ? undefined : { patient: patientId }),
      goOffline() {
        network.isOnline = false;
        host.setOnline(false);
      },
      goOnline() {
        network.isOnline = true;
        host.setOnline(true);
      },
      settled: () => untilSent(outbox),
      async close() {
        await host.close();
      },
    };
  } catch (error) {
    await host.close();
    throw error;
  }
}

function untilState(plugin: MountedPlugin, wanted: PluginState): Promise<void> {
  return new Promise((resolve, reject) => {
    const judge = (state: PluginState): boolean => {
      if (state === wanted) resolve();
      else if (state === 'failed') reject(new Error(`The plugin failed: ${plugin.error ?? 'unexpected'}`));
      else return false;
      return true;
    };
    if (judge(plugin.state.value)) return;
    const stop = plugin.state.subscribe((state) => judge(state) && stop());
  });
}

async function untilSent(outbox: Outbox): Promise<void> {
  await outbox.flush();
  const isWaiting = async () =>
    (await outbox.list()).some(({ state }) => state === 'stored' || state === 'sending');
  if (!(await isWaiting())) return;
  await new Promise<void>((resolve) => {
    const stop = outbox.subscribe(() => {
      void isWaiting().then((waiting) => {
        if (waiting) return;
        stop();
        resolve();
      });
    });
  });
}
