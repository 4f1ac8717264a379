import type { LocalSearch, Pair } from '../search/local-search.ts';
import { splitUnescaped } from '../search/local-search.ts';
import { dateRangeOf } from '../../../fhir/date-range.ts';
import type { DateRange } from '../../../fhir/date-range.ts';

/**
 * What is known to be held completely: all matches of one search, as they stood on the server at one time. Only what lies
 * within a coverage is answered from the device; the rest is said not to be held.
 */
export interface Coverage {
  readonly resourceType: string;
  /** What narrows it: without the patient, whose record it is in, and without what orders or counts. */
  readonly pairs: readonly Pair[];
  /** When the download began that made it complete, milliseconds since the epoch by this device's clock. */
  readonly completeAt: number;
  /** When every match was last asked for, not only what had changed. */
  readonly fullAt: number;
  /** The newest `meta.lastUpdated` that was seen, by the server's clock; absent where the server gives none. */
  readonly watermark?: string;
}

const NOT_NARROWING: ReadonlySet<string> = new Set(['_sort', '_count', '_total']);

/** The pairs that narrow a search, in one order. */
export function narrowing(pairs: readonly Pair[], isPatient: (pair: Pair) => boolean): Pair[] {
  return pairs
    .filter((pair) => !NOT_NARROWING.has(pair[0]) && !isPatient(pair))
    .map(([name, value]): Pair => [name, value])
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

/** The same text for the same coverage. */
export function coverageKey({ resourceType, pairs }: Pick<Coverage, 'resourceType' | 'pairs'>): string {
  return JSON.stringify([resourceType, pairs]);
}

/**
 * What is covered after news. Of the same search the later one counts; it goes on from the earlier one's watermark where
 * it has none of its own, for a delta that begins too early misses nothing.
 */
export function mergeCoverage(held: readonly Coverage[], news: readonly Coverage[]): Coverage[] {
  const merged = new Map(held.map((coverage) => [coverageKey(coverage), coverage]));
  for (const coverage of news) {
    const before = merged.get(coverageKey(coverage));
    if (before && before.completeAt > coverage.completeAt) continue;
    const isFull = coverage.fullAt > 0 || !before;
    merged.set(coverageKey(coverage), isFull ? coverage : { ...before, completeAt: coverage.completeAt });
  }
  return [...merged.values()];
}

/**
 * The newest coverage that a search lies within: whatever narrows the coverage narrows the search at least as much.
 * @param pairs those of the search, without the patient
 */
export function coverageOf(
  held: readonly Coverage[],
  { resourceType }: Pick<LocalSearch, 'resourceType'>,
  pairs: readonly Pair[],
): Coverage | undefined {
  return held
    .filter((coverage) => coverage.resourceType === resourceType)
    .filter((coverage) => coverage.pairs.every((wide) => pairs.some((narrow) => isWithin(narrow, wide))))
    .sort((a, b) => b.completeAt - a.completeAt)[0];
}

/** Whether whatever has `narrow` has `wide` too: fewer choices of the same, or a later beginning. */
function isWithin([name, value]: Pair, [wideName, wideValue]: Pair): boolean {
  if (name !== wideName) return false;
  const wide = new Set(splitUnescaped(wideValue, ','));
  if (splitUnescaped(value, ',').every((choice) => wide.has(choice))) return true;
  const from = beginningOf(wideValue);
  const asked = beginningOf(value);
  // Both ends: a Period that begins before the year is within "from this year on" only if it outlasts the year.
  return from !== undefined && asked !== undefined && from.low <= asked.low && from.high <= asked.high;
}

/** What `ge` of a date is compared with. */
function beginningOf(value: string): DateRange | undefined {
  return value.startsWith('ge') ? dateRangeOf(value.slice(2)) : undefined;
}
