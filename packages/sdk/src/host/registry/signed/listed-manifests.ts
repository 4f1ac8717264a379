import { isSamspilError, SamspilError } from '../../../errors.ts';
import type { Runtime } from '../../../runtime.ts';
import { parseManifest } from '../../manifest/parse-manifest.ts';
import type { PluginManifest } from '../../manifest/plugin-manifest.ts';
import { fetchBytes, parseJson } from '../fetch-document.ts';
import { fitsHash } from './content-hash.ts';
import { untrusted } from './detached-jws.ts';
import type { ListedPlugin } from './documents.ts';
import type { RegistryStore } from './registry-store.ts';

export interface ListedManifest {
  readonly manifest: PluginManifest;
  readonly hash: string;
}

/** What could not be used, with the address it came from. */
export interface RegistryFault {
  readonly url: string;
  readonly error: SamspilError;
}

/** Turns the entries of a registry into manifests, each proven by its hash. */
export class ListedManifests {
  readonly #baseUrl: string;
  readonly #store: RegistryStore;
  readonly #runtime: Pick<Runtime, 'fetch' | 'schedule' | 'subtle'>;

  constructor(
    baseUrl: string,
    store: RegistryStore,
    runtime: Pick<Runtime, 'fetch' | 'schedule' | 'subtle'>,
  ) {
    this.#baseUrl = baseUrl;
    this.#store = store;
    this.#runtime = runtime;
  }

  /** Never rejects: one bad entry does not take the others away. */
  async resolve(
    plugins: readonly ListedPlugin[],
  ): Promise<{ manifests: ListedManifest[]; faults: RegistryFault[] }> {
    const manifests: ListedManifest[] = [];
    const faults: RegistryFault[] = [];
    const resolved = await Promise.all(plugins.map((listed) => this.#resolveOne(listed)));
    for (const one of resolved) {
      if ('error' in one) faults.push(one);
      else manifests.push(one);
    }
    return { manifests, faults };
  }

  async #resolveOne(listed: ListedPlugin): Promise<ListedManifest | RegistryFault> {
    try {
      const bytes =
        'manifest' in listed
          ? await this.#proven(new TextEncoder().encode(JSON.stringify(listed.manifest)), listed.hash)
          : await this.#bytesAt(new URL(listed.url, this.#baseUrl).href, listed.hash);
      const manifest = parseManifest(parseJson(bytes));
      if (manifest.id === listed.id && manifest.version === listed.version) {
        return { manifest, hash: listed.hash };
      }
      throw untrusted('The registry lists another plugin or version than its manifest says: correct it.');
    } catch (error) {
      const url = 'url' in listed ? listed.url : this.#baseUrl;
      if (isSamspilError(error)) return { url, error };
      return {
        url,
        error: new SamspilError('unexpected', 'A listed manifest could not be read: report this.'),
      };
    }
  }

  /** Bytes never change under their hash, so what was kept once needs no network again. */
  async #bytesAt(url: string, hash: string): Promise<Uint8Array<ArrayBuffer>> {
    const kept = await this.#store.read(hash).catch(() => undefined);
    const keptBytes = new TextEncoder().encode(kept ?? '');
    if (await fitsHash(keptBytes, hash, this.#runtime.subtle)) return keptBytes;
    const bytes = await this.#proven(await fetchBytes(url, this.#runtime), hash);
    // A store that is full costs only the start without a network.
    await this.#store.write(hash, new TextDecoder().decode(bytes)).catch(() => undefined);
    return bytes;
  }

  async #proven(bytes: Uint8Array<ArrayBuffer>, hash: string): Promise<Uint8Array<ArrayBuffer>> {
    if (await fitsHash(bytes, hash, this.#runtime.subtle)) return bytes;
    throw untrusted('A manifest is not the one that was registered: register the new version.');
  }
}
