import type { Contribution, PluginManifest } from '../manifest/plugin-manifest.ts';
import type { PlaceAbilities } from '../services/index.ts';

/** One version of a plugin, on its way into a place. */
export interface VersionInPlace {
  container: HTMLElement;
  manifest: PluginManifest;
  contribution: Contribution;
  place: PlaceAbilities;
  /** Id of its place. */
  instance: string;
}
