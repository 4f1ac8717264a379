import { SamspilError } from '../../../errors.ts';
import type { ElementManifest } from '../../manifest/plugin-manifest.ts';

/**
 * Plugins that may run in the workplace's own page, by id. There is no wall around such a plugin: it can read what the
 * page shows and do what the page can do. So nothing but code that was reviewed belongs here, and the value says which:
 *
 * - the `integrity` of the module that was vetted: another build is refused until somebody has vetted that one too
 * - `'registry'`: whatever the registry hands out under this id, for a registry whose manifests are signed and approved
 */
export type VettedElements = Readonly<Record<string, string>>;

/** @throws `denied` unless exactly this code was vetted */
export function assertVetted({ id, entry }: ElementManifest, vetted: VettedElements): void {
  const approved = Object.hasOwn(vetted, id) ? vetted[id] : undefined;
  if (approved === 'registry' || approved === entry.integrity) return;
  throw new SamspilError(
    'denied',
    'Only vetted plugins run in the workplace’s own page: vet this one and add it to vettedElements, or load it in a frame.',
  );
}
