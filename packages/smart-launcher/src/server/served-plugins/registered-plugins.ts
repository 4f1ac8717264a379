import { SamspilError } from '@samspil/sdk';
import { isElementManifest, isFrameManifest, parseManifest, staticRegistry } from '@samspil/sdk/host';
import type { ElementManifest, PluginManifest } from '@samspil/sdk/host';
import type { ClientRegistration } from '../../shared/client-registration.ts';
import { pluginClient } from './plugin-client.ts';
import type { PluginServer } from './plugin-site.ts';
import { isOpaque } from './read-plugin-folder.ts';

/** The plugins that were named when the simulator was started. To name one is to approve it. */
export interface RegisteredPlugins {
  /** Addresses of their manifests. */
  readonly urls: readonly string[];
  /** Those with a page of their own, as apps that may be launched: of several versions the one that was named first. */
  readonly clients: readonly ClientRegistration[];
  /** Those that run in the workplace's page, each with the hash of the code it had when it was named. */
  readonly vettedElements: Readonly<Record<string, string>>;
  /** By plugin, the version that was named first. Further ones run as far as they ask for no more. */
  readonly approvedVersions: Readonly<Record<string, string>>;
}

/** A manifest, and the address where the workplace reads it. */
export interface ReachableManifest {
  readonly url: string;
  readonly manifest: PluginManifest;
}

/**
 * Reads the manifests that servers of plugins name.
 *
 * @throws `invalid-manifest`, `not-found`
 */
export function readServers(servers: readonly PluginServer[]): Promise<ReachableManifest[]> {
  const urls = servers.flatMap(({ origin, manifests }) =>
    (manifests ?? ['manifest.json']).map((name) => `${origin}/${name}`),
  );
  return Promise.all(urls.map(async (url) => ({ url, manifest: await readManifest(url) })));
}

/**
 * @param plugins in the order they were named
 * @throws `invalid-manifest` when two have the same id and version
 * @throws `invalid-request` for two versions of an element
 */
export function registerPlugins(plugins: readonly ReachableManifest[]): RegisteredPlugins {
  const manifests = plugins.map(({ manifest }) => manifest);
  // The registry that the workplace makes of them says no to what cannot stand side by side: better now than there.
  staticRegistry(manifests);
  const first = manifests.filter(
    ({ id }, index) => manifests.findIndex((manifest) => manifest.id === id) === index,
  );
  return {
    urls: plugins.map(({ url }) => url),
    clients: first
      .filter(isFrameManifest)
      .filter((manifest) => !isOpaque(manifest))
      .map(pluginClient),
    vettedElements: vetted(manifests.filter(isElementManifest)),
    approvedVersions: Object.fromEntries(first.map(({ id, version }) => [id, version])),
  };
}

function vetted(elements: readonly ElementManifest[]): Record<string, string> {
  const byId = new Map(elements.map(({ id, entry }) => [id, entry.integrity]));
  if (byId.size < elements.length) {
    throw new SamspilError(
      'invalid-request',
      'Code in the workplace’s own page is vetted byte by byte: name one version of each plugin of mode element.',
    );
  }
  return Object.fromEntries(byId);
}

async function readManifest(url: string): Promise<PluginManifest> {
  const response = await fetch(url);
  if (!response.ok) throw new SamspilError('not-found', `${url} is not there: does the plugin serve it?`);
  return parseManifest(await response.json());
}
