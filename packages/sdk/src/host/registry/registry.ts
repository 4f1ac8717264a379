import type { SamspilErrorCode } from '../../errors.ts';
import type { PluginManifest } from '../manifest/plugin-manifest.ts';

/** Yes, or no with the code that says why. */
export type Verdict = { readonly ok: true } | { readonly ok: false; readonly code: SamspilErrorCode };

/** The plugins this workplace knows. Only what is registered can be mounted. */
export interface Registry {
  /** Of each plugin the version that {@link find} gives; plugins of which none may be mounted are left out. */
  list(): readonly PluginManifest[];
  /** The newest version that may be mounted. */
  find(pluginId: string): PluginManifest | undefined;
  /** Every plugin that is named here, also those that may not be mounted. */
  ids(): readonly string[];
  /** Every version of a plugin, newest first, also those that may not be mounted. What a roll-back chooses from. */
  versions(pluginId: string): readonly PluginManifest[];
  /** `not-found`, `revoked` or `disabled` when this version may not be mounted, or must go if it is. */
  canMount(pluginId: string, version: string): Verdict;
  /**
   * Whether this version may write now; the broker asks on each save. `not-found`, `revoked`, `disabled`, or
   * `stale-registry`: whether it was revoked cannot be known any more. Reading goes on in the last case.
   */
  canWrite(pluginId: string, version: string): Verdict;
  /** Hash of the manifest's bytes, such as `sha384-…`, for the audit trail; undefined where nobody stated one. */
  hashOf(pluginId: string, version: string): string | undefined;
  /**
   * Calls back after any answer of this registry changed: the host then asks {@link canMount} again for what is mounted.
   * The returned function ends it.
   */
  subscribe(listener: () => void): () => void;
}
