import { SamspilError, ValidationError } from '../errors.ts';
import type { Runtime } from '../runtime.ts';
import { parseManifest } from './manifest.ts';
import type { PluginManifest } from './types.ts';

/** The plugins this workplace knows. Only what is registered can be mounted. */
export interface Registry {
  list(): readonly PluginManifest[];
  find(pluginId: string): PluginManifest | undefined;
}

/**
 * A registry of manifests that were parsed already.
 *
 * @throws `invalid-manifest` when two have the same id
 */
export function staticRegistry(manifests: readonly PluginManifest[]): Registry {
  const byId = new Map<string, PluginManifest>();
  for (const manifest of manifests) {
    if (byId.has(manifest.id)) throw usedTwice();
    byId.set(manifest.id, manifest);
  }
  return { list: () => [...byId.values()], find: (pluginId) => byId.get(pluginId) };
}

function usedTwice(): ValidationError {
  return new ValidationError('invalid-manifest', 'Two manifests have the same id: remove one.', [
    { path: 'id', fault: 'is used twice' },
  ]);
}

/** What {@link loadRegistry} could and could not use. One bad manifest does not take the others away. */
export interface LoadedRegistry {
  registry: Registry;
  refused: readonly { url: string; error: SamspilError }[];
}

/** Loads manifests by address. Never rejects: what cannot be loaded or does not fit is listed in `refused`. */
export async function loadRegistry(
  urls: readonly string[],
  runtime: Pick<Runtime, 'fetch'>,
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
  runtime: Pick<Runtime, 'fetch'>,
): Promise<{ url: string; manifest: PluginManifest } | { url: string; error: SamspilError }> {
  try {
    const response = await runtime.fetch(url, { credentials: 'omit', cache: 'no-cache' });
    if (!response.ok)
      throw new SamspilError('not-found', 'The manifest is not at its address: check the registry.');
    return { url, manifest: parseManifest(parseJson(await response.text())) };
  } catch (error) {
    if (error instanceof SamspilError) return { url, error };
    return {
      url,
      error: new SamspilError('network', 'The manifest could not be loaded: is its server running?'),
    };
  }
}

/** @throws `invalid-manifest` for what is no JSON, such as a server's page for addresses it does not know */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new ValidationError('invalid-manifest', 'What lies at the address is not JSON: check it.', [
      { path: '', fault: 'is not JSON' },
    ]);
  }
}
