import type { FhirResource, Observation } from 'fhir/r4';
import { connectPort, sayHello } from '../../src/bridge/index.ts';
import type { PortClient } from '../../src/bridge/index.ts';
import type { WireContext, WireSession, WorkplaceMethods } from '../../src/contract/index.ts';
import { createFhirClient } from '../../src/fhir/client.ts';
import { ScopeSet } from '../../src/fhir/scopes.ts';
import { createHost } from '../../src/host/host.ts';
import { staticRegistry } from '../../src/host/registry/static-registry.ts';
import type { HoldDecider } from '../../src/host/index.ts';
import type { PluginManifest, WorkplaceHost } from '../../src/host/types.ts';
import { browserRuntime } from '../../src/runtime.ts';
import type { Runtime } from '../../src/runtime.ts';
import { workplaceOverPort } from '../../src/workplace/port-workplace.ts';
import type { ClinicalContext, Workplace } from '../../src/workplace/types.ts';
import { BASE, recordServer } from './record-server.ts';
import type { RecordServer } from './record-server.ts';
import { Scheduler } from './scheduler.ts';
import { scriptedPage } from './scripted-page.ts';
import { scriptedChannel } from './scripted-port.ts';

export const PATIENTS = ['a', 'b'] as const;
export type PatientName = (typeof PATIENTS)[number];

/** An observation of one patient; with an id, the one that stands on the server. */
export function observation(patient: string, id?: string): Observation {
  return {
    resourceType: 'Observation',
    status: 'final',
    code: { text: 'Pulse' },
    subject: { reference: `Patient/${patient}` },
    ...(id !== undefined && { id, meta: { versionId: '1' } }),
  };
}

const RECORDS: readonly FhirResource[] = PATIENTS.flatMap((patient) => [
  { resourceType: 'Patient', id: patient },
  observation(patient, `pulse-${patient}`),
]);

/** A plugin that speaks the protocol by hand, and remembers leases and patients apart: the mistake that leases are there for. */
export interface CarelessPlugin {
  readonly client: PortClient<WorkplaceMethods>;
  /** Every lease it was ever told of. */
  readonly leases: WireContext[];
}

/** A workplace with two plugins, all of it real but the browser and the existing system. */
export interface World {
  readonly scheduler: Scheduler;
  readonly host: WorkplaceHost;
  readonly server: RecordServer;
  /** Every context that was ever opened, in order. */
  readonly contexts: ClinicalContext[];
  /** What was wrong when it was seen. */
  readonly faults: string[];
  /** Whom the change that was asked for last was for. */
  wanted: string | undefined;
  /** A plugin that uses the SDK. */
  readonly form: Workplace;
  readonly careless: CarelessPlugin;
}

export interface WorldOptions {
  /** 0: nobody is asked before a change. */
  prepareMs: number;
  decider?: HoldDecider;
}

/** Opens the world with patient a on the screen and both plugins connected, everything having arrived in order. */
export async function openWorld(options: WorldOptions, settle: () => Promise<unknown>): Promise<World> {
  const scheduler = new Scheduler();
  const globals = globalThis as Record<string, unknown>;
  globals['addEventListener'] ??= () => undefined;
  // Whether frames are kept apart is another test's: this page is never idle enough to be asked.
  globals['requestIdleCallback'] ??= () => 0;
  globals['navigator'] ??= { userAgent: 'none' };
  const runtime = runtimeOf(scheduler, (url) => server.fetch(url));
  const contexts: ClinicalContext[] = [];
  const faults: string[] = [];
  const isHeld = (lease: string) => contexts.some(({ id, ended }) => id === lease && !ended.aborted);
  const server = recordServer(scheduler, RECORDS, isHeld);
  const host = createHost({
    fhir: createFhirClient({ fhirBaseUrl: BASE, accessToken: async () => 'token', runtime }),
    outbox: server.outbox,
    registry: staticRegistry([manifest('form'), manifest('careless')]),
    user: { reference: 'Practitioner/nurse' },
    scopes: ScopeSet.parse('user/*.cruds'),
    prepareMs: options.prepareMs,
    // Heartbeats are another test's; here they would only fill the schedule.
    heartbeatMs: 3_600_000,
    runtime,
  });
  const opened: Omit<World, 'form' | 'careless'> = { scheduler, host, server, contexts, faults, wanted: 'a' };
  const world = opened as World;
  if (options.decider) host.setHoldDecider(options.decider);
  host.context.subscribe((context) => {
    const alive = contexts.filter(({ ended }) => !ended.aborted);
    if (alive.length > 0) faults.push('a lease was opened while another still held');
    if (context?.patient.reference.replace('Patient/', '') !== world.wanted)
      faults.push('a change happened after another had taken its place');
    if (context) contexts.push(context);
  });

  let channels = 0;
  globals['MessageChannel'] = class {
    constructor() {
      return scriptedChannel(`port ${(channels += 1)}`, scheduler);
    }
  };
  const joined = new Map<string, { port: MessagePort; session: WireSession }>();
  const container = scriptedPage(scheduler, (own, url) => {
    const nonce = own.name.replace(/^samspil-/, '');
    void sayHello(own, nonce, { runtime }).then(({ port, session }) =>
      joined.set(new URL(url).hostname, { port, session: session as WireSession }),
    );
  });
  const inOrder = async () => {
    await settle();
    for (let [task] = scheduler.enabled(); task; [task] = scheduler.enabled()) {
      scheduler.take(task);
      await settle();
    }
  };
  const opening = host.setContext({ patient: 'a' });
  await inOrder();
  await opening;
  const place = { slot: 'patient.workspace', view: 'main' };
  for (const id of ['form', 'careless']) host.mount(container, id, place);
  await inOrder();
  const [form, careless] = ['form.example', 'careless.example'].map((name) => joined.get(name));
  if (!form || !careless) throw new Error('The plugins did not join the workplace.');
  Object.assign(world, {
    form: workplaceOverPort(form.port, form.session, runtime),
    careless: beCareless(careless.port, careless.session, runtime),
  });
  await inOrder();
  return world;
}

function beCareless(port: MessagePort, session: WireSession, runtime: Runtime): CarelessPlugin {
  const leases = session.context ? [session.context] : [];
  const client = connectPort<WorkplaceMethods>(port, {
    runtime,
    onEvent(name, detail) {
      if (name === 'context' && detail) leases.push(detail as WireContext);
    },
  });
  return { client, leases };
}

function runtimeOf(scheduler: Scheduler, fetch: (url: string) => Promise<Response>): Runtime {
  let ids = 0;
  return {
    ...browserRuntime(),
    now: () => scheduler.nowMs,
    schedule: (delayMs, callback) => scheduler.schedule(delayMs, callback),
    randomUUID: () => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, '0')}`,
    fetch,
  };
}

function manifest(id: string): PluginManifest {
  return {
    id,
    version: '1.0.0',
    api: '^1.0',
    title: { en: id },
    publisher: { name: 'Partner', contact: 'support@partner.example' },
    entry: { mode: 'frame', url: `https://${id}.example/`, origin: `https://${id}.example` },
    contributes: [{ slot: 'patient.workspace', view: 'main' }],
    capabilities: ['drafts'],
    scopes: 'patient/*.cruds',
  };
}
