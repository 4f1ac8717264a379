import { SamspilError } from '../../errors.ts';
import type { Registry } from '../registry/registry.ts';

/**
 * Why a version of a plugin may not write now, by the registry's word: it was called back or switched off, or nobody can
 * tell any more whether it was. Undefined when it may. Asked at every save; what was saved before stays saved.
 *
 * @returns an error with the registry's code: `not-found`, `revoked`, `disabled`, `stale-registry`
 */
export function writeRefusal(
  registry: Pick<Registry, 'canWrite'>,
  { id, version }: { id: string; version: string },
): SamspilError | undefined {
  const verdict = registry.canWrite(id, version);
  if (verdict.ok) return undefined;
  return new SamspilError(
    verdict.code,
    'This version may not write at present: the registry does not let it.',
  );
}
