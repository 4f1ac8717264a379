import type { PluginManifest } from '../../manifest/plugin-manifest.ts';
import type { PluginMemory } from './watch-store.ts';

/** What a registry offers of one plugin. */
export interface Offered {
  /** What the registry would have mounted. */
  readonly registered: PluginManifest;
  /** All that may be mounted, newest first. */
  readonly versions: readonly PluginManifest[];
}

/** The version that runs, and the newer one that it runs instead of. */
export interface Chosen {
  readonly manifest: PluginManifest;
  readonly insteadOf?: string;
}

/**
 * Which version runs here: the registered one, or if that was withdrawn the newest older one that has proven itself.
 * Undefined when there is none. A version newer than the withdrawn one is a new chance, and runs.
 */
export function chooseVersion(
  { registered, versions }: Offered,
  { proven, withdrawn }: PluginMemory,
): Chosen | undefined {
  if (!withdrawn.includes(registered.version)) return { manifest: registered };
  const manifest = olderThan(registered.version, versions).find(
    ({ version }) => proven.includes(version) && !withdrawn.includes(version),
  );
  return manifest && { manifest, insteadOf: registered.version };
}

/** What would run if this version were withdrawn, for a person who decides: a proven one, else the next older. */
export function versionBefore(
  version: string,
  { versions }: Pick<Offered, 'versions'>,
  { proven, withdrawn }: PluginMemory,
): PluginManifest | undefined {
  const older = olderThan(version, versions).filter((manifest) => !withdrawn.includes(manifest.version));
  return older.find((manifest) => proven.includes(manifest.version)) ?? older[0];
}

function olderThan(version: string, versions: readonly PluginManifest[]): readonly PluginManifest[] {
  const at = versions.findIndex((manifest) => manifest.version === version);
  return at < 0 ? [] : versions.slice(at + 1);
}
