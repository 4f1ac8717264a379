import { SamspilError, isSamspilError } from '../../../errors.ts';
import type { SamspilErrorCode } from '../../../errors.ts';
import type { RecordPut } from '../types.ts';
import type { RecordStore } from '../types.ts';
import { downloadSearch } from './download-search.ts';
import type { DownloadSearch, DownloadSource } from './download-search.ts';

/** What is to be held of one patient. */
export interface DownloadPlan {
  readonly patient: string;
  readonly source: DownloadSource;
  readonly searches: readonly DownloadSearch[];
}

/** How far a download is. */
export interface DownloadProgress {
  /** Steps that are over, failed ones too; a step is one search of one patient. Never more than `total`. */
  readonly done: number;
  /** Steps in all; known from the beginning, and never changed. */
  readonly total: number;
  /** Resources that have arrived so far. How many will is not known before, so there is no total of them. */
  readonly resources: number;
}

/** A search that could not be brought up to date. What was held of it before is still held, and as old as it was. */
export interface DownloadFailure {
  readonly patient: string;
  readonly resourceType: string;
  readonly code: SamspilErrorCode;
}

export interface DownloadOptions {
  readonly records: RecordStore;
  readonly now: () => number;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: DownloadProgress) => void;
}

/** As many as a browser sends to one HTTP/1.1 server at a time. */
const AT_ONCE = 6;
/** These end everything: the next search would end the same way. */
const ENDING: ReadonlySet<SamspilErrorCode> = new Set([
  'aborted',
  'needs-login',
  'network',
  'storage-full',
  'storage-blocked',
  'storage-locked',
  'closed',
]);

/**
 * Downloads plan after plan, a few at a time. Each patient is committed with what makes it complete, so a download that
 * was killed goes on where it was: what is complete is only brought up to date.
 * @throws what ends all of it: `aborted`, `needs-login`, `network`, `storage-full`, `storage-locked`
 */
export async function downloadPatients(
  plans: readonly DownloadPlan[],
  { records, now, signal, onProgress }: DownloadOptions,
): Promise<DownloadFailure[]> {
  const total = plans.reduce((sum, { searches }) => sum + searches.length, 0);
  const progress = { done: 0, resources: 0 };
  const failures: DownloadFailure[] = [];
  const tell = () => onProgress({ ...progress, total });
  const queue = [...plans];
  const ended = new AbortController();
  const combined = AbortSignal.any([signal, ended.signal]);
  const work = async () => {
    for (let plan = queue.shift(); plan; plan = queue.shift()) await downloadPatient(plan);
  };
  tell();
  const ends: unknown[] = [];
  await Promise.all(
    Array.from({ length: Math.min(AT_ONCE, plans.length) }, () =>
      work().catch((error: unknown) => {
        // The others are not needed any more, and nothing goes on behind a promise that has settled.
        ends.push(error);
        queue.length = 0;
        ended.abort();
      }),
    ),
  );
  if (signal.aborted) throw aborted();
  // What began the end, and not the requests that were cut short by it.
  if (ends.length > 0) throw ends[0];
  return failures;

  async function downloadPatient({ patient, source, searches }: DownloadPlan): Promise<void> {
    const { coverage, versions } = await records.known(patient);
    const puts: RecordPut[] = [];
    for (const search of searches) {
      if (combined.aborted) throw aborted();
      const { resourceType, pairs } = search;
      try {
        const put = await downloadSearch(search, {
          source,
          coverage,
          now,
          signal: combined,
          put: (change) => records.put(patient, change),
          matching: async () => (versions.size === 0 ? [] : records.matching(patient, resourceType, pairs)),
          onResources: (count) => {
            progress.resources += count;
            tell();
          },
        });
        puts.push(put);
      } catch (error) {
        if (!isSamspilError(error) || ENDING.has(error.code)) throw error;
        failures.push({ patient, resourceType, code: error.code });
      }
      progress.done += 1;
      // The last step of a patient is over once it is kept.
      if (search !== searches.at(-1)) tell();
    }
    await records.put(patient, {
      isOpened: true,
      held: puts.flatMap(({ held = [] }) => held),
      removed: puts.flatMap(({ removed = [] }) => removed),
      coverage: puts.flatMap(({ coverage: complete = [] }) => complete),
    });
    tell();
  }
}

function aborted(): SamspilError {
  return new SamspilError('aborted', 'The download was stopped; what is complete is held.');
}
