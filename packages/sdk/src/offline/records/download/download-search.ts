import type { Bundle, FhirResource } from 'fhir/r4';
import { SamspilError, isSamspilError } from '../../../errors.ts';
import { coverageKey } from '../completeness/coverage.ts';
import type { Coverage } from '../completeness/coverage.ts';
import type { RecordPut } from '../types.ts';
import type { Pair } from '../search/local-search.ts';
import { referenceOf } from '../store/segment.ts';
import type { HeldResource } from '../store/segment.ts';

/** Where a download asks. Whoever makes one judges what is asked and what comes back. */
export interface DownloadSource {
  search(resourceType: string, pairs: readonly Pair[], signal: AbortSignal): Promise<Bundle<FhirResource>>;
  next(
    page: Bundle<FhirResource>,
    of: { resourceType: string; pairs: readonly Pair[] },
    signal: AbortSignal,
  ): Promise<Bundle<FhirResource> | undefined>;
  read(reference: string, signal: AbortSignal): Promise<FhirResource>;
}

/** A search whose matches are to be held. */
export interface DownloadSearch {
  readonly resourceType: string;
  /** As it is sent, with the patient. */
  readonly pairs: readonly Pair[];
  /** As it is remembered, without. */
  readonly narrowing: readonly Pair[];
}

/** What is known before. */
export interface DownloadContext {
  readonly source: DownloadSource;
  readonly coverage: readonly Coverage[];
  readonly now: () => number;
  readonly signal: AbortSignal;
  /** Puts what has come so far, so that neither memory nor a kill has to hold all of it. */
  readonly put: (change: RecordPut) => Promise<void>;
  /** What is held and matches, by `Type/id`. */
  readonly matching: () => Promise<string[]>;
  /** Resources that have arrived. */
  readonly onResources: (count: number) => void;
}

/**
 * How far before the newest change a delta begins. Records become visible late in real servers, up to two minutes in one
 * (`offline-faults.md` §5), and a clock may be set back a little.
 */
export const OVERLAP_MS = 600_000;
/** After so long everything is asked for again: what a delta cannot tell is then found. */
export const FULL_AFTER_MS = 24 * 3_600_000;
const PAGE_SIZE = '200';

/**
 * Brings what is held of one search up to the server. Held before: a delta, which is everything since the newest change
 * that was seen, less an overlap; what was known in that version is not written again. A delta cannot tell what was
 * deleted or no longer matches, so the server's count is compared with ours, and if they differ all is asked for. What
 * has then vanished is read one by one before it is believed: an index may lag.
 */
export async function downloadSearch(search: DownloadSearch, context: DownloadContext): Promise<RecordPut> {
  const key = coverageKey({ resourceType: search.resourceType, pairs: search.narrowing });
  const before = context.coverage.find((coverage) => coverageKey(coverage) === key);
  const isRecent = before && Math.abs(context.now() - before.fullAt) < FULL_AFTER_MS;
  if (before?.watermark !== undefined && isRecent) {
    const put = await delta(search, { ...before, watermark: before.watermark }, context);
    if (put) return put;
  }
  return full(search, context);
}

/** Undefined when the delta did not lead to what the server has. */
async function delta(
  search: DownloadSearch,
  before: Coverage & { watermark: string },
  context: DownloadContext,
): Promise<RecordPut | undefined> {
  const completeAt = context.now();
  // `ge` and never `gt`, from before the watermark: equal instants may stand on both sides of a page.
  const since = new Date(Date.parse(before.watermark) - OVERLAP_MS).toISOString();
  const { held } = await pages(search, [...search.pairs, ['_lastUpdated', `ge${since}`]], context);
  await context.put({ held });
  const total = await countOf(search, context);
  if (total !== undefined && total !== (await context.matching()).length) return undefined;
  const watermark = newest(held, before.watermark);
  return { coverage: [{ ...before, completeAt, ...(watermark !== undefined && { watermark }) }] };
}

async function full(search: DownloadSearch, context: DownloadContext): Promise<RecordPut> {
  const completeAt = context.now();
  let got = await pages(search, search.pairs, context);
  // What changes while one pages may slip from one page to another that was already read.
  if (got.pages > 1 && (await isShort(search, got.held, context)))
    got = await pages(search, search.pairs, context);
  if (got.pages > 1 && (await isShort(search, got.held, context)))
    throw new SamspilError('server', 'The list kept changing while it was downloaded; prepare again later.');
  const seen = new Set(got.held.map(({ resource }) => referenceOf(resource)));
  const vanished = (await context.matching()).filter((reference) => !seen.has(reference));
  const looked = await Promise.all(vanished.map((reference) => lookUp(reference, context)));
  const held = [...got.held, ...looked.filter((found) => found !== undefined)];
  const watermark = newest(got.held);
  const coverage: Coverage = {
    resourceType: search.resourceType,
    pairs: search.narrowing,
    completeAt,
    fullAt: completeAt,
    ...(watermark !== undefined && { watermark }),
  };
  return {
    held,
    removed: vanished.filter((_, index) => looked[index] === undefined),
    coverage: [coverage],
  };
}

/** Every match, page by page. */
async function pages(
  { resourceType }: DownloadSearch,
  pairs: readonly Pair[],
  { source, now, signal, onResources }: DownloadContext,
): Promise<{ held: HeldResource[]; pages: number }> {
  const held = new Map<string, HeldResource>();
  const asked: Pair[] = [...pairs, ['_count', PAGE_SIZE]];
  let fetchedAt = now();
  let page: Bundle<FhirResource> | undefined = await source.search(resourceType, asked, signal);
  let count = 0;
  while (page) {
    count += 1;
    const matches = (page.entry ?? [])
      .filter(({ search, resource }) => resource && search?.mode !== 'include' && search?.mode !== 'outcome')
      .flatMap(({ resource }) => resource ?? []);
    for (const resource of matches) held.set(referenceOf(resource), { resource, fetchedAt });
    onResources(matches.length);
    fetchedAt = now();
    page = await source.next(page, { resourceType, pairs: asked }, signal);
  }
  return { held: [...held.values()], pages: count };
}

async function isShort(
  search: DownloadSearch,
  held: readonly HeldResource[],
  context: DownloadContext,
): Promise<boolean> {
  const total = await countOf(search, context);
  return total !== undefined && total > held.length;
}

/** How many the server has; undefined where it does not count. */
async function countOf(
  { resourceType, pairs }: DownloadSearch,
  { source, signal }: DownloadContext,
): Promise<number | undefined> {
  try {
    return (await source.search(resourceType, [...pairs, ['_summary', 'count']], signal)).total;
  } catch (error) {
    if (isSamspilError(error) && (error.code === 'rejected' || error.code === 'invalid-request'))
      return undefined;
    throw error;
  }
}

/** Undefined for what is there no more. */
async function lookUp(
  reference: string,
  { source, now, signal }: DownloadContext,
): Promise<HeldResource | undefined> {
  const fetchedAt = now();
  try {
    return { resource: await source.read(reference, signal), fetchedAt };
  } catch (error) {
    if (isSamspilError(error) && (error.code === 'not-found' || error.code === 'gone')) return undefined;
    throw error;
  }
}

function newest(held: readonly HeldResource[], before?: string): string | undefined {
  return held.reduce((latest, { resource }) => {
    const updated = resource.meta?.lastUpdated;
    if (updated === undefined || Number.isNaN(Date.parse(updated))) return latest;
    return latest === undefined || Date.parse(updated) > Date.parse(latest) ? updated : latest;
  }, before);
}
