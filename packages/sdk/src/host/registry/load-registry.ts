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

/**
 * Loads manifests by address, for development: whoever answers at the address is believed. Never rejects: what cannot be
 * loaded or does not fit is listed in `refused`.
 */
export async function loadRegistry(
  urls: readonly string[],
  runtime: Pick<Runtime, 'fetch' | 'schedule'>,
): Promise<LoadedRegistry> {
  const loaded = await Promise.all(urls.map((url) => loadManifest(url, runtime)));
  const byId = new Map<string, PluginManifest>();
  const refused: { url: string; error: SamspilError }[] = [];
  for (const result of loaded) {
    if ('error' in result) refused.push(result);
    // The first address in the list wins: the later one must not be able to take an earlier plugin's place.
    else if (byId.has(result.manifest.id)) refused.push({ url: result.url, error: usedTwice() });
    else byId.set(result.manifest.id, result.manifest);
  }
  return { registry: staticRegistry([...byId.values()]), refused };
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
