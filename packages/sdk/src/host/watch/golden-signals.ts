import type { HostEvent } from '../types.ts';

/** How a plugin did since the page began: the signs by which one sees that it needs attention. Times in milliseconds. */
export interface GoldenSignals {
  /** From the start of loading to its hello, the last time. */
  readonly handshakeMs: number | undefined;
  /** From the start of loading to the first answer from the record, the last time. */
  readonly firstDataMs: number | undefined;
  /** 95th percentile of the last calls of each method, as the host measured them. */
  readonly p95ByMethod: ReadonlyMap<string, number>;
  readonly calls: number;
  /** Calls that were answered with an error. */
  readonly errors: number;
  /** Of these, such as found no answer within the deadline. */
  readonly timeouts: number;
  /** Of these, such as came with a lease that had ended. */
  readonly staleLeases: number;
  /** Messages that did not fit the contract and were not let through. */
  readonly dropped: number;
  /** How often it fell silent: two heartbeats without an answer. */
  readonly silences: number;
  /** How often it was taken off the page. */
  readonly kills: number;
  /** How often it answered a change of patient, by its answer. */
  readonly surveys: ReadonlyMap<string, number>;
}

const KEPT_DURATIONS = 200;

/** Gathers {@link GoldenSignals} of every plugin from what the host tells. */
export class SignalLog {
  readonly #byPlugin = new Map<string, PluginSignals>();
  /** When the load began of each instance that is not done loading, or has no data yet. */
  readonly #loading = new Map<string, { since: number; isReady: boolean }>();

  hear(event: HostEvent): void {
    if (event.plugin === undefined) return;
    const signals = this.#byPlugin.get(event.plugin) ?? new PluginSignals();
    this.#byPlugin.set(event.plugin, signals);
    signals.count(event);
    if (event.instance !== undefined) this.#time(event.instance, event, signals);
  }

  of(pluginId: string): GoldenSignals {
    return this.#byPlugin.get(pluginId) ?? new PluginSignals();
  }

  #time(instance: string, { kind, name, code, at }: HostEvent, signals: PluginSignals): void {
    const load = this.#loading.get(instance);
    if (kind === 'plugin' && name === 'loading') this.#loading.set(instance, { since: at, isReady: false });
    else if (kind === 'plugin' && name === 'ready' && load && !load.isReady) {
      load.isReady = true;
      signals.handshakeMs = at - load.since;
    } else if (kind === 'plugin' && (name === 'failed' || name === 'disposed'))
      this.#loading.delete(instance);
    else if (kind === 'call' && name.startsWith('fhir.') && code === undefined && load) {
      signals.firstDataMs = at - load.since;
      this.#loading.delete(instance);
    }
  }
}

class PluginSignals implements GoldenSignals {
  handshakeMs: number | undefined;
  firstDataMs: number | undefined;
  calls = 0;
  errors = 0;
  timeouts = 0;
  staleLeases = 0;
  dropped = 0;
  silences = 0;
  kills = 0;
  readonly surveys = new Map<string, number>();
  readonly #durations = new Map<string, number[]>();

  get p95ByMethod(): ReadonlyMap<string, number> {
    return new Map([...this.#durations].map(([method, durations]) => [method, p95(durations)]));
  }

  count({ kind, name, code, durationMs }: HostEvent): void {
    if (kind === 'refused') this.dropped += 1;
    if (kind === 'context') this.surveys.set(name, (this.surveys.get(name) ?? 0) + 1);
    if (kind === 'plugin' && name === 'not-responding') this.silences += 1;
    if (kind === 'plugin' && name === 'failed') this.kills += 1;
    if (kind !== 'call') return;
    this.calls += 1;
    if (code !== undefined) this.errors += 1;
    if (code === 'timeout') this.timeouts += 1;
    if (code === 'stale-context') this.staleLeases += 1;
    if (durationMs === undefined) return;
    const durations = this.#durations.get(name) ?? [];
    durations.push(durationMs);
    if (durations.length > KEPT_DURATIONS) durations.shift();
    this.#durations.set(name, durations);
  }
}

/** By nearest rank. */
function p95(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * 0.95) - 1] ?? 0;
}
