import fc from 'fast-check';
import { runDownloads } from '@samspil/sdk/testing/faults';
import type { DownloadOutcome, DownloadStep, Violation } from '@samspil/sdk/testing/faults';
import type { ExploreOptions } from './explore.ts';

/** A history of downloads in which something was missed, as short as it could be made. */
export interface DownloadFailure {
  readonly download: { readonly seed: number; readonly steps: readonly DownloadStep[] };
  readonly violations: readonly Violation[];
}

export interface DownloadExploration {
  readonly histories: number;
  readonly failed: number;
  readonly failure: DownloadFailure | undefined;
  readonly downloads: number;
  readonly versions: number;
}

const of = <const T>(...values: readonly T[]) => fc.constantFrom(...values);
const lagMs = of(0, 0, 1_000, 30_000, 120_000);
const pick = fc.integer({ min: 0, max: 19 });

const step: fc.Arbitrary<DownloadStep> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: of('add', 'change'), pick, lagMs }) },
  { weight: 1, arbitrary: fc.record({ do: of('delete'), pick, lagMs }) },
  { weight: 3, arbitrary: fc.record({ do: of('pass'), ms: of(400, 1_000, 31_000, 700_000, 90_000_000) }) },
  // With the longest lag it stays within the overlap.
  { weight: 1, arbitrary: fc.record({ do: of('clock'), backMs: of(0, 60_000, 300_000) }) },
  { weight: 4, arbitrary: fc.record({ do: of('download'), meanwhile: of(0, 0, 1, 3) }) },
);
const steps = fc.array(step, { minLength: 4, maxLength: 40, size: 'max' });

/** Plays so many histories of downloads, drawn from the seed, and shortens the first that fails. */
export async function exploreDownloads({
  histories,
  seed,
  stopAtFirst = false,
}: ExploreOptions): Promise<DownloadExploration> {
  const total = { histories: 0, failed: 0, downloads: 0, versions: 0 };
  let first: readonly DownloadStep[] | undefined;
  for (const drawn of fc.sample(steps, { seed, numRuns: histories })) {
    total.histories += 1;
    const outcome = await runDownloads(drawn);
    total.downloads += outcome.downloads;
    total.versions += outcome.versions;
    if (outcome.violations.length === 0) continue;
    total.failed += 1;
    first ??= drawn;
    if (stopAtFirst) break;
  }
  return { ...total, failure: first && (await shortened(seed, first)) };
}

/** Plays a history of downloads from a replay file again. */
export function replayDownloads({ steps: played }: DownloadFailure['download']): Promise<DownloadOutcome> {
  return runDownloads(played);
}

/** Leaves out one step after the other, for as long as it still fails. */
async function shortened(seed: number, failing: readonly DownloadStep[]): Promise<DownloadFailure> {
  let played = [...failing];
  for (let index = played.length - 1; index >= 0; index -= 1) {
    const without = played.toSpliced(index, 1);
    if ((await runDownloads(without)).violations.length > 0) played = without;
  }
  const { violations } = await runDownloads(played);
  return { download: { seed, steps: played }, violations };
}
