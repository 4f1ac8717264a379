import { buildFaults } from './build.mjs';
import { DOWNLOAD_MUTANTS, MUTANTS } from './mutants.mjs';

/** Within so many histories each defect must be seen. */
export const MUTANT_HISTORIES = 500;

/**
 * Puts each defect into the outbox and lets the histories look for it.
 * @param {number} seed
 * @returns {Promise<{ name: string, caughtBy: string | undefined, after: number }[]>} by which invariant, after how many histories
 */
export async function runMutants(seed) {
  const results = [];
  for (const [name, mutant] of Object.entries(MUTANTS)) {
    const { explore } = await buildFaults(mutant);
    const { failures, histories } = await explore({ histories: MUTANT_HISTORIES, seed, stopAtFirst: true });
    results.push({ name, caughtBy: failures[0]?.violations[0]?.invariant, after: histories });
  }
  for (const [name, mutant] of Object.entries(DOWNLOAD_MUTANTS)) {
    const { exploreDownloads } = await buildFaults(mutant);
    const { failure, histories } = await exploreDownloads({
      histories: MUTANT_HISTORIES,
      seed,
      stopAtFirst: true,
    });
    results.push({ name, caughtBy: failure?.violations[0]?.invariant, after: histories });
  }
  return results;
}
