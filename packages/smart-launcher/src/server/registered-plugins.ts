import { SamspilError } from '@samspil/sdk';
import { isElementManifest, isFrameManifest, parseManifest } from '@samspil/sdk/host';
import type { PluginManifest } from '@samspil/sdk/host';
import type { ClientRegistration } from '../shared/client-registration.ts';
import { pluginClient } from './plugin-client.ts';
import type { PluginServer } from './plugin-folder.ts';

/** The plugins that were named when the simulator was started. To name one is to approve it. */
export interface RegisteredPlugins {
  /** Addresses of their manifests. */
  readonly urls: readonly string[];
  /** Those with a page of their own, as apps that may be launched. */
  readonly clients: readonly ClientRegistration[];
  /** Those that run in the workplace's page, each with the hash of the code it had when it was named. */
  readonly vettedElements: Readonly<Record<string, string>>;
}

/** @throws `invalid-manifest`, `not-found` */
export async function registerPlugins(servers: readonly PluginServer[]): Promise<RegisteredPlugins> {
  const urls = servers.flatMap(({ origin, manifests }) =>
    (manifests ?? ['manifest.json']).map((name) => `${origin}/${name}`),
  );
  const manifests = await Promise.all(urls.map(readManifest));
  return {
    urls,
    clients: manifests.filter(isFrameManifest).map(pluginClient),
    vettedElements: Object.fromEntries(
      manifests.filter(isElementManifest).map(({ id, entry }) => [id, entry.integrity]),
    ),
  };
}

async function readManifest(url: string): Promise<PluginManifest> {
  const response = await fetch(url);
  if (!response.ok) throw new SamspilError('not-found', `${url} is not there: does the plugin serve it?`);
  return parseManifest(await response.json());
}
