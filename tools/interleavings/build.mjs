/** Bundles the explorer with the SDK's own source, as it is or with one defect put in. */
import { buildWithDefects } from '../build-with-defects.mjs';

/**
 * @param {{ file: string, from: string, to: string }[]} [mutant] what to replace in which file of the SDK's source
 * @returns {Promise<typeof import('../../packages/sdk/test/interleavings/explore.ts')>}
 */
export async function buildInterleavings(mutant = []) {
  return buildWithDefects('packages/sdk/test/interleavings/explore.ts', mutant);
}
