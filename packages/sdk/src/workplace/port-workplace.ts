import { connectPort } from '../bridge/client.ts';
import { clinicalContext } from '../lease/context.ts';
import { Lease, staleContext } from '../lease/lease.ts';
import type {
  VitalReport,
  WireContext,
  WireSession,
  WorkplaceEvents,
  WorkplaceMethods,
} from '../contract/workplace-methods.ts';
import type { Runtime } from '../runtime.ts';
import { LeasedDrafts, RemoteDrafts } from './drafts.ts';
import { Preparation } from './prepare.ts';
import { RemoteRecord } from './remote-record.ts';
import { repairs } from './repairs.ts';
import { portServices } from './services/port-services.ts';
import { WritableSignal } from './signal.ts';
import type { ClinicalContext, Workplace } from './types.ts';

export interface PortWorkplaceOptions {
  /** Begins to measure the plugin's page. Not for one in the host's page, which is not its own. */
  measure?: (report: (vital: VitalReport) => void) => Promise<void>;
}

/**
 * The workplace as a plugin sees it, over the port it was given: in a frame after the handshake, in the page itself from
 * the host that mounted it. One way for both, so that a plugin cannot tell them apart.
 */
export function workplaceOverPort(
  port: MessagePort,
  said: WireSession,
  runtime: Runtime,
  options: PortWorkplaceOptions = {},
): Workplace {
  const context = new WritableSignal<ClinicalContext | undefined>(undefined);
  const locale = new WritableSignal(said.locale);
  const online = new WritableSignal(said.online);
  const reachable = new WritableSignal(true);
  const theme = new WritableSignal(said.theme);
  const capabilities = new Set(said.capabilities);
  let current: { lease: Lease; record: RemoteRecord } | undefined;
  const shown = new WritableSignal(true);
  const preparation = new Preparation((change, answer) => client.call('context.answer', { change, answer }));
  const drafts = new LeasedDrafts(({ id }) => {
    if (current?.lease.id !== id) throw staleContext();
    return new RemoteDrafts(client, current.lease);
  });

  const corrections = repairs(context);
  const services = portServices({
    call: (...given) => client.call(...given),
    capabilities,
    context,
    runtime,
    keys: said.workplaceKeys,
  });
  const listeners: { [K in keyof WorkplaceEvents]: (detail: WorkplaceEvents[K]) => void } = {
    ...services.listeners,
    theme: (value) => (theme.value = value),
    context: (wire) => open(wire),
    locale: (value) => (locale.value = value),
    online: (value) => (online.value = value),
    patient: ({ lease, patient }) => {
      if (current?.lease.id === lease) current.record.receivePatient(patient);
    },
    prepare: (notice) => void preparation.prepare(notice, context.value),
    withdrawn: ({ change }) => preparation.withdraw(change),
    drafts: ({ lease }) => {
      if (current?.lease.id === lease) drafts.tell();
    },
    repair: ({ lease, ...write }) => corrections.ask(lease, write),
    suspend: () => (shown.value = false),
    resume: () => (shown.value = true),
    receipt: ({ lease, snapshot }) => {
      if (current?.lease.id === lease) current.record.receive(snapshot);
    },
  };
  const client = connectPort<WorkplaceMethods>(port, {
    runtime,
    onEvent(name, detail) {
      if (Object.hasOwn(listeners, name)) listeners[name as keyof WorkplaceEvents](detail as never);
    },
    onReachable: (isReachable) => (reachable.value = isReachable),
  });

  function open(wire: WireContext | null): void {
    current?.lease.end();
    current = undefined;
    if (wire) {
      const { lease: id, ...subject } = wire;
      const lease = new Lease(id, subject);
      const record = new RemoteRecord(client, lease);
      current = { lease, record };
      // The workplace around the frame shows who the patient is.
      context.value = clinicalContext(lease, record, { needPatientBanner: false, runtime });
    } else context.value = undefined;
  }

  open(said.context);
  if (said.patient) listeners.patient(said.patient);
  // A lost measurement is no reason to disturb anybody.
  void options.measure?.((vital) => void client.call('telemetry.vital', vital).catch(() => undefined));
  return {
    surroundings: 'embedded',
    context,
    locale,
    online,
    reachable,
    view: said.view,
    can: (capability) => capabilities.has(capability),
    drafts,
    onPrepare: (handler) => preparation.onPrepare(handler),
    onRepair: corrections.onRepair,
    outbox: undefined,
    shown,
    ui: services.ui,
    theme,
    bus: services.bus,
    close(failure) {
      // Posted before the port closes; nobody waits for the answer.
      if (failure) client.call('plugin.failed', { code: failure }).catch(() => undefined);
      current?.lease.end();
      context.value = undefined;
      services.close();
      client.close();
    },
  };
}
