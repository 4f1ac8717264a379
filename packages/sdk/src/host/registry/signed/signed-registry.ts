import { isSamspilError, SamspilError } from '../../../errors.ts';
import type { Runtime } from '../../../runtime.ts';
import { tellAll } from '../../../workplace/signal.ts';
import type { PluginManifest } from '../../manifest/plugin-manifest.ts';
import type { Registry, Verdict } from '../registry.ts';
import { VersionIndex } from '../version-index.ts';
import type { TrustedKey } from './detached-jws.ts';
import { parseRegistryDocument, parseRevocationDocument } from './documents.ts';
import type { RegistryDocument, RevocationDocument } from './documents.ts';
import { ListedManifests } from './listed-manifests.ts';
import type { RegistryFault } from './listed-manifests.ts';
import type { RegistryStore } from './registry-store.ts';
import { freshUntil, isRevoked } from './revocations.ts';
import { SignedDocument } from './signed-document.ts';

export interface SignedRegistryOptions {
  /** The registry document. Its signature lies beside it, with `.jws` after the path. */
  url: string;
  /** The list of versions that were called back, signed in the same way. */
  revocations: {
    url: string;
    /** Shortens what the list itself allows, in milliseconds. Default: as the list says. */
    maxAgeMs?: number;
  };
  /** Public keys this site believes. Both documents may be signed by any of them. */
  keys: readonly TrustedKey[];
  /** Keeps what must not be forgotten: the number of the last issue, and what is needed without a network. */
  store: RegistryStore;
  runtime: Pick<Runtime, 'fetch' | 'now' | 'schedule' | 'subtle'>;
  /** Time between two looks at both documents, in milliseconds. Default 900 000, a quarter of an hour. */
  refreshMs?: number;
}

/** A registry that is believed because of its signature, not because of the server it lies on. */
export interface SignedRegistry extends Registry {
  /** Looks for new issues at once. Never rejects; see `faults`. */
  refresh(): Promise<void>;
  /** What was wrong the last time. The last good issue of each document is then still in use. */
  readonly faults: readonly RegistryFault[];
  /** Until when plugins may write without a newer revocation list; -Infinity when there is none. Ms since the epoch. */
  readonly writableUntil: number;
  /** Stops looking for new issues. */
  close(): void;
}

/**
 * Opens a signed registry: first what was kept, then what is there now. Never rejects for what the network or the
 * documents do: that is listed in `faults`, and what cannot be believed is not in the registry.
 *
 * @throws `invalid-request` when no key is pinned
 */
export async function signedRegistry(options: SignedRegistryOptions): Promise<SignedRegistry> {
  if (options.keys.length === 0) {
    throw new SamspilError('invalid-request', 'No key is pinned: a signed registry needs at least one.');
  }
  const opened = new OpenedRegistry(options);
  await opened.restore();
  await opened.refresh();
  return opened;
}

/** Longer delays overflow in browsers' timers and fire at once. */
const MAX_DELAY_MS = 2 ** 31 - 1;

class OpenedRegistry implements SignedRegistry {
  readonly #options: SignedRegistryOptions;
  readonly #document: SignedDocument<RegistryDocument>;
  readonly #revocations: SignedDocument<RevocationDocument>;
  readonly #manifests: ListedManifests;
  readonly #listeners = new Set<(changed: void) => void>();
  #faults: readonly RegistryFault[] = [];
  #index = new VersionIndex();
  #hashes: ReadonlyMap<string, string> = new Map();
  #refreshing: Promise<void> | undefined;
  #cancelTimer: () => void = () => undefined;
  #cancelStale: () => void = () => undefined;
  #isClosed = false;

  constructor(options: SignedRegistryOptions) {
    const { url, revocations, keys, store, runtime } = options;
    this.#options = options;
    this.#document = new SignedDocument({
      url,
      typ: 'samspil-registry+jws',
      keys,
      store,
      runtime,
      parse: parseRegistryDocument,
    });
    this.#revocations = new SignedDocument({
      url: revocations.url,
      typ: 'samspil-revocations+jws',
      keys,
      store,
      runtime,
      parse: parseRevocationDocument,
    });
    this.#manifests = new ListedManifests(url, store, runtime);
  }

  get faults(): readonly RegistryFault[] {
    return this.#faults;
  }

  get writableUntil(): number {
    return freshUntil(this.#revocations.content, this.#options.revocations.maxAgeMs);
  }

  async restore(): Promise<void> {
    await this.#attempt((document) => document.restore());
  }

  refresh(): Promise<void> {
    this.#refreshing ??= this.#refresh().finally(() => (this.#refreshing = undefined));
    return this.#refreshing;
  }

  async #refresh(): Promise<void> {
    const documentFaults = await this.#attempt((document) => document.refresh());
    const { manifests, faults } = await this.#manifests.resolve(this.#document.content?.plugins ?? []);
    this.#index = new VersionIndex(manifests.map(({ manifest }) => manifest));
    this.#hashes = new Map(
      manifests.map(({ manifest, hash }) => [keyOf(manifest.id, manifest.version), hash]),
    );
    this.#faults = [...documentFaults, ...faults];
    this.#plan();
    tellAll(this.#listeners, undefined);
  }

  /** Does the same with both documents; one that fails does not keep the other from it. */
  async #attempt(
    step: (document: SignedDocument<RegistryDocument> | SignedDocument<RevocationDocument>) => Promise<void>,
  ): Promise<RegistryFault[]> {
    const { url, revocations } = this.#options;
    const both = [
      [url, this.#document],
      [revocations.url, this.#revocations],
    ] as const;
    const found = await Promise.all(
      both.map(([address, document]) =>
        step(document).then(
          () => undefined,
          (error: unknown): RegistryFault => ({ url: address, error: asFault(error) }),
        ),
      ),
    );
    return found.filter((fault) => fault !== undefined);
  }

  #plan(): void {
    const { runtime, refreshMs = 900_000 } = this.#options;
    this.#cancelTimer();
    this.#cancelStale();
    if (this.#isClosed) return;
    this.#cancelTimer = runtime.schedule(refreshMs, () => void this.refresh());
    // Whoever shows "reading only" is told when it begins, and not at the next save.
    const leftMs = this.writableUntil - runtime.now() + 1;
    if (leftMs > 0 && leftMs <= MAX_DELAY_MS) {
      this.#cancelStale = runtime.schedule(leftMs, () => tellAll(this.#listeners, undefined));
    }
  }

  list(): readonly PluginManifest[] {
    return this.ids().flatMap((id) => this.find(id) ?? []);
  }

  find(pluginId: string): PluginManifest | undefined {
    return this.versions(pluginId).find(({ version }) => this.canMount(pluginId, version).ok);
  }

  ids(): readonly string[] {
    return this.#index.ids();
  }

  versions(pluginId: string): readonly PluginManifest[] {
    return this.#index.versions(pluginId);
  }

  canMount(pluginId: string, version: string): Verdict {
    if (!this.#index.get(pluginId, version)) return { ok: false, code: 'not-found' };
    const isCalledBack = isRevoked(this.#revocations.content, pluginId, version);
    return isCalledBack ? { ok: false, code: 'revoked' } : { ok: true };
  }

  canWrite(pluginId: string, version: string): Verdict {
    const mount = this.canMount(pluginId, version);
    if (!mount.ok) return mount;
    return this.#nowMs() <= this.writableUntil ? mount : { ok: false, code: 'stale-registry' };
  }

  hashOf(pluginId: string, version: string): string | undefined {
    return this.#hashes.get(keyOf(pluginId, version));
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    this.#isClosed = true;
    this.#cancelTimer();
    this.#cancelStale();
    this.#listeners.clear();
  }

  /** It is never earlier than what was signed last: a clock that was set back does not make an old list young. */
  #nowMs(): number {
    const issuedAt = [this.#document.content, this.#revocations.content].map((content) =>
      content ? Date.parse(content.issuedAt) : 0,
    );
    return Math.max(this.#options.runtime.now(), ...issuedAt);
  }
}

function keyOf(pluginId: string, version: string): string {
  return `${pluginId} ${version}`;
}

function asFault(error: unknown): SamspilError {
  if (isSamspilError(error)) return error;
  return new SamspilError(
    'storage-blocked',
    'The registry cannot be kept on this device: check its storage.',
  );
}
