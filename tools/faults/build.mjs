/** Bundles the explorer with the SDK's own source, as it is or with one defect put in. */
import { buildWithDefects } from '../build-with-defects.mjs';

/**
 * @param {{ file: string, from: string, to: string }[]} [mutant]
 * @returns {Promise<typeof import('./explore.ts')>}
 */
export async function buildFaults(mutant = []) {
  return buildWithDefects('tools/faults/explore.ts', mutant);
}
