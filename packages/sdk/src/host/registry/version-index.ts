import type { PluginManifest } from '../manifest/plugin-manifest.ts';
import { compareVersions } from '../manifest/semver.ts';

/** Manifests by plugin and version, each plugin's newest first. */
export class VersionIndex {
  readonly #byId: ReadonlyMap<string, readonly PluginManifest[]>;

  /** Of two with the same id and version the first counts. */
  constructor(manifests: Iterable<PluginManifest> = []) {
    const byId = new Map<string, PluginManifest[]>();
    for (const manifest of manifests) {
      const known = byId.get(manifest.id) ?? [];
      if (known.some(({ version }) => version === manifest.version)) continue;
      byId.set(manifest.id, [...known, manifest]);
    }
    for (const versions of byId.values()) versions.sort((a, b) => compareVersions(b.version, a.version));
    this.#byId = byId;
  }

  ids(): readonly string[] {
    return [...this.#byId.keys()];
  }

  versions(pluginId: string): readonly PluginManifest[] {
    return this.#byId.get(pluginId) ?? [];
  }

  get(pluginId: string, version: string): PluginManifest | undefined {
    return this.versions(pluginId).find((manifest) => manifest.version === version);
  }
}
