import { isSamspilError } from '../errors.ts';

/**
 * Whether what nobody caught is a crash. Refusals and ends of the SDK are not: a plugin that forgets to await a save is
 * still whole when the patient changes. Nor is a request that was withdrawn.
 */
export function isCrash(thrown: unknown): boolean {
  return !isSamspilError(thrown) && (thrown as { name?: unknown } | null)?.name !== 'AbortError';
}
