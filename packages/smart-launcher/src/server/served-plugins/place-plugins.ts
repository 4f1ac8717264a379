import { HostedPlugins } from './hosted-plugins.ts';
import type { HostedPluginsOptions } from './hosted-plugins.ts';
import type { Addresses } from './plugin-files.ts';
import { PluginSite } from './plugin-site.ts';
import { isOpaque } from './read-plugin-folder.ts';
import type { PluginFolder } from './read-plugin-folder.ts';
import type { ReachableManifest } from './registered-plugins.ts';

/** The plugins of folders, each where it belongs. */
export interface PlacedPlugins {
  /** In the order the folders were named. */
  readonly manifests: readonly ReachableManifest[];
  /** Those that have a site of their own. */
  readonly sites: readonly PluginSite[];
  /** Those that have no origin: answered by the workplace's own server. */
  readonly hosted: HostedPlugins;
}

/**
 * Gives each manifest its server: the workplace's own for what is opaque, a site of its own for the rest. Versions of one
 * plugin share a site.
 *
 * @param onOpen called with each site as it is opened: it is the caller's to close, also when a later one fails
 */
export async function placePlugins(
  folders: readonly PluginFolder[],
  options: HostedPluginsOptions,
  onOpen: (site: PluginSite) => void,
): Promise<PlacedPlugins> {
  const hosted = new HostedPlugins(options);
  const sites = new Map<string, PluginSite>();
  const manifests: ReachableManifest[] = [];

  async function siteOf(id: string): Promise<PluginSite> {
    const known = sites.get(id);
    if (known) return known;
    const site = await PluginSite.start(options);
    onOpen(site);
    sites.set(id, site);
    return site;
  }

  for (const folder of folders) {
    // A folder lies on one site, whatever the manifests that a build left in it are called.
    let onSite: Addresses | undefined;
    for (const { name, manifest, at } of folder.manifests) {
      const addresses = isOpaque(manifest)
        ? hosted.add(folder.path, manifest)
        : (onSite ??= (await siteOf(manifest.id)).add(folder.path, manifest.version));
      manifests.push({ url: addresses.folderUrl + name, manifest: at(addresses) });
    }
  }
  return { manifests, sites: [...sites.values()], hosted };
}
