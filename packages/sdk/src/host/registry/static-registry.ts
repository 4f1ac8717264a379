import { ValidationError } from '../../errors.ts';
import type { PluginManifest } from '../manifest/plugin-manifest.ts';
import type { Registry, Verdict } from './registry.ts';
import { VersionIndex } from './version-index.ts';

/**
 * A registry of manifests that were parsed already. It never changes; all in it may be mounted and may write.
 *
 * @throws `invalid-manifest` when two have the same id and version
 */
export function staticRegistry(manifests: readonly PluginManifest[]): Registry {
  const index = new VersionIndex(manifests);
  if (index.ids().flatMap((id) => index.versions(id)).length < manifests.length) throw usedTwice();
  const isKnown = (pluginId: string, version: string): Verdict =>
    index.get(pluginId, version) ? { ok: true } : { ok: false, code: 'not-found' };
  const find = (pluginId: string) => index.versions(pluginId)[0];
  return {
    list: () => index.ids().flatMap((id) => find(id) ?? []),
    find,
    ids: () => index.ids(),
    versions: (pluginId) => index.versions(pluginId),
    canMount: isKnown,
    canWrite: isKnown,
    hashOf: () => undefined,
    subscribe: () => () => undefined,
  };
}

/** For a second manifest of one id and version. */
export function usedTwice(): ValidationError {
  return new ValidationError('invalid-manifest', 'Two manifests have the same id and version: remove one.', [
    { path: 'id', fault: 'is used twice' },
  ]);
}
