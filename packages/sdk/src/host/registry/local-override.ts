import * as v from 'valibot';
import { SamspilError } from '../../errors.ts';
import type { Runtime } from '../../runtime.ts';
import { tellAll } from '../../workplace/signal.ts';
import type { Registry, Verdict } from './registry.ts';

/** What an administrator of this site decided against or beyond the registry. JSON. */
export interface OverrideState {
  /** Plugins that are switched off, with the reason she gave. */
  readonly disabled: Readonly<Record<string, string>>;
  /** The one version of a plugin that may run: how a version is rolled back. */
  readonly pinned: Readonly<Record<string, string>>;
  /** Until then plugins may write although the revocation list is too old. Milliseconds since the epoch; 0: not at all. */
  readonly staleWritesUntil: number;
}

/** The hand on the switch: each change is one new {@link OverrideState}, which the site may keep. */
export class LocalOverride {
  #state: OverrideState;
  readonly #listeners = new Set<(state: OverrideState) => void>();

  constructor(state: OverrideState = { disabled: {}, pinned: {}, staleWritesUntil: 0 }) {
    this.#state = state;
  }

  get state(): OverrideState {
    return this.#state;
  }

  /** Switches a plugin off, all its versions. */
  disable(pluginId: string, reason: string): void {
    this.#become({ disabled: { ...this.#state.disabled, [pluginId]: reason } });
  }

  enable(pluginId: string): void {
    this.#become({ disabled: withoutKey(this.#state.disabled, pluginId) });
  }

  /** From now on only this version is mounted; all others are as if switched off. */
  pin(pluginId: string, version: string): void {
    this.#become({ pinned: { ...this.#state.pinned, [pluginId]: version } });
  }

  unpin(pluginId: string): void {
    this.#become({ pinned: withoutKey(this.#state.pinned, pluginId) });
  }

  /** Takes the responsibility for writes that nobody can check against revocations, for a time. */
  allowStaleWrites(untilMs: number): void {
    this.#become({ staleWritesUntil: untilMs });
  }

  /** Calls back after each change; the returned function ends it. */
  subscribe(listener: (state: OverrideState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #become(change: Partial<OverrideState>): void {
    this.#state = { ...this.#state, ...change };
    tellAll(this.#listeners, this.#state);
  }
}

/** The registry as this site overrides it. What was revoked stays revoked: no site can take that back. */
export function withOverride(
  registry: Registry,
  override: LocalOverride,
  runtime: Pick<Runtime, 'now'>,
): Registry {
  const switchedOff = (pluginId: string, version: string): boolean => {
    const { disabled, pinned } = override.state;
    if (Object.hasOwn(disabled, pluginId)) return true;
    return Object.hasOwn(pinned, pluginId) && pinned[pluginId] !== version;
  };
  const canMount = (pluginId: string, version: string): Verdict => {
    const verdict = registry.canMount(pluginId, version);
    return verdict.ok && switchedOff(pluginId, version) ? { ok: false, code: 'disabled' } : verdict;
  };
  const find = (pluginId: string) =>
    registry.versions(pluginId).find(({ version }) => canMount(pluginId, version).ok);
  return {
    ids: () => registry.ids(),
    versions: (pluginId) => registry.versions(pluginId),
    hashOf: (pluginId, version) => registry.hashOf(pluginId, version),
    list: () => registry.ids().flatMap((id) => find(id) ?? []),
    find,
    canMount,
    canWrite(pluginId, version) {
      const mount = canMount(pluginId, version);
      if (!mount.ok) return mount;
      const verdict = registry.canWrite(pluginId, version);
      const isStale = !verdict.ok && verdict.code === 'stale-registry';
      return isStale && runtime.now() < override.state.staleWritesUntil ? { ok: true } : verdict;
    },
    subscribe(listener) {
      const stops = [registry.subscribe(listener), override.subscribe(() => listener())];
      return () => stops.forEach((stop) => stop());
    },
  };
}

/** A list would pass for a record without members. */
const textsById = v.pipe(
  v.unknown(),
  v.check((json) => !Array.isArray(json)),
  v.record(v.string(), v.string()),
);
const overrideState = v.strictObject({
  disabled: textsById,
  pinned: textsById,
  staleWritesUntil: v.number(),
});

/**
 * Reads back a state from wherever it was kept.
 *
 * @throws `storage-damaged`: a host must not go on as if nothing were switched off
 */
export function parseOverride(json: unknown): OverrideState {
  const parsed = v.safeParse(overrideState, json);
  if (parsed.success) return parsed.output;
  throw new SamspilError('storage-damaged', 'What this site switched off cannot be read: decide it anew.');
}

function withoutKey(record: Readonly<Record<string, string>>, key: string): Record<string, string> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}
