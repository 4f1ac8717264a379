import { serve } from '../../bridge/index.ts';
import type { ProbeReport, Served } from '../../bridge/index.ts';
import type { WireSession, WorkplaceEvents, WorkplaceMethods } from '../../contract/index.ts';
import type { SamspilErrorCode } from '../../errors.ts';
import type { Runtime } from '../../runtime.ts';
import type { HostEvent, PluginState } from '../types.ts';
import { DEFAULT_BUDGETS, Heartbeat, MemoryWatch } from '../watch/index.ts';
import type { PluginInstance } from './plugin-instance.ts';

/** What every mounted plugin needs of its host, whatever it runs in. */
export interface InstanceOptions {
  runtime: Runtime;
  /** Default 5 000 ms. */
  handshakeMs?: number;
  /** Default 5 000 ms. */
  heartbeatMs?: number;
  /** What it may keep on its heap, by its own account, in bytes. Default 300 MB. */
  memoryBytes?: number;
  /** What the plugin is told at the handshake. */
  session(instance: PluginInstance): WireSession;
  /** What it may call. */
  methods(instance: PluginInstance): Served<WorkplaceMethods>;
  onEvent(event: Omit<HostEvent, 'at' | 'plugin'>): void;
  /** What lies between the host and the plugin's port. Default: nothing. */
  line?: (port: MessagePort) => MessagePort;
  /** With each answer to a ping. */
  onAnswer?(): void;
}

/** The host's end of one plugin's port, for as long as one load of the plugin lasts. */
export interface ServedInstance {
  emit<K extends keyof WorkplaceEvents>(name: K, detail: WorkplaceEvents[K]): void;
  /** Asks for an answer out of turn. */
  ask(): void;
  /** Asks its SDK to be busy for `spinMs` and then to say what its page reaches. Settles only if it does. */
  probe(spinMs: number): Promise<ProbeReport>;
  /** Ends the heartbeat and closes the port. */
  end(): void;
}

/** Serves the workplace to one plugin over `port`, asks again and again whether it is there, and tells `enter` what it finds. */
export function serveInstance(
  port: MessagePort,
  instance: PluginInstance,
  options: InstanceOptions,
  enter: (state: PluginState, error?: SamspilErrorCode) => void,
): ServedInstance {
  const { runtime } = options;
  let hearReport: (report: ProbeReport) => void = () => undefined;
  const served = serve<WorkplaceMethods>(options.line?.(port) ?? port, options.methods(instance), {
    runtime,
    onCall: (name, code, durationMs) =>
      options.onEvent({ kind: 'call', name, durationMs, ...(code && { code }) }),
    capabilities: instance.capabilities,
    onRefused: (fault, { code }) => options.onEvent({ kind: 'refused', name: fault, code }),
    onProbed: (report) => hearReport(report),
    onFlood: () => enter('failed', 'too-many-requests'),
    onPong({ heapBytes }) {
      options.onAnswer?.();
      memory.hear(heapBytes);
      heartbeat.pong();
    },
  });
  const memory = new MemoryWatch({
    budget: options.memoryBytes ?? DEFAULT_BUDGETS.memoryBytes,
    onWarning: (heapBytes) => options.onEvent({ kind: 'watch', name: 'memory', value: heapBytes }),
    onTooMuch: () => enter('failed', 'too-much-memory'),
  });
  const intervalMs = options.heartbeatMs ?? 5_000;
  const heartbeat = new Heartbeat({
    runtime,
    intervalMs,
    ping: () => served.ping(intervalMs),
    onSilent: () => enter('not-responding'),
    onBack: () => enter('ready'),
    onGone: () => enter('failed', 'timeout'),
  });
  return {
    emit: (name, detail) => served.emit(name, detail),
    ask: () => served.ping(),
    probe: (spinMs) =>
      new Promise((resolve) => {
        hearReport = resolve;
        served.probe(spinMs);
      }),
    end() {
      heartbeat.stop();
      served.close();
    },
  };
}
