import { isSamspilError, SamspilError } from '../../errors.ts';
import type { Runtime } from '../../runtime.ts';
import { parseManifest } from '../manifest/parse-manifest.ts';
import type { PluginManifest } from '../manifest/plugin-manifest.ts';
import { fetchBytes, parseJson } from './fetch-document.ts';
import type { Registry } from './registry.ts';
import { staticRegistry, usedTwice } from './static-registry.ts';

/** What {@link loadRegistry} could and could not use. One bad manifest does not take the others away. */
export interface LoadedRegistry {
  registry: Registry;
  refused: readonly { url: string; error: SamspilError }[];
}

export interface LoadRegistryOptions {
  /**
   * Takes several manifests of one id as versions of that plugin. Each address can then bring out a new version of any of
   * the plugins: give the host `approvals`, which hold back what asks for more or comes from elsewhere. Default false.
   */
  severalVersions?: boolean;
}

/**
 * Loads manifests by address, for development: whoever answers at the address is believed. Never rejects: what cannot be
 * loaded or does not fit is listed in `refused`.
 */
export async function loadRegistry(
  urls: readonly string[],
  runtime: Pick<Runtime, 'fetch' | 'schedule'>,
  { severalVersions = false }: LoadRegistryOptions = {},
): Promise<LoadedRegistry> {
  const loaded = await Promise.all(urls.map((url) => loadManifest(url, runtime)));
  const taken = new Map<string, PluginManifest>();
  const refused: { url: string; error: SamspilError }[] = [];
  for (const result of loaded) {
    if ('error' in result) refused.push(result);
    else {
      // The first address in the list wins: the later one must not be able to take an earlier plugin's place.
      const { id, version } = result.manifest;
      const name = severalVersions ? `${id} ${version}` : id;
      if (taken.has(name)) refused.push({ url: result.url, error: usedTwice() });
      else taken.set(name, result.manifest);
    }
  }
  return { registry: staticRegistry([...taken.values()]), refused };
}

async function loadManifest(
  url: string,
  runtime: Pick<Runtime, 'fetch' | 'schedule'>,
): Promise<{ url: string; manifest: PluginManifest } | { url: string; error: SamspilError }> {
  try {
    return { url, manifest: parseManifest(parseJson(await fetchBytes(url, runtime))) };
  } catch (error) {
    if (isSamspilError(error)) return { url, error };
    return { url, error: new SamspilError('unexpected', 'The manifest could not be read: report this.') };
  }
}
