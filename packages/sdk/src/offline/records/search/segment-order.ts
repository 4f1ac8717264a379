import { chiefDateOf } from '../index/parameters.ts';
import type { PatientHead } from '../store/patient-head.ts';
import { sortKeysOf } from './order.ts';
import type { LocalSearch } from './local-search.ts';

/** In which order segments are looked at, so that the first matches come first. */
export interface SegmentOrder {
  /** The best date that anything in a segment can have; greater comes first, whichever way the search is sorted. */
  readonly best: (number: number) => number;
  /** Whether the search is sorted by the chief date, so that {@link best} tells when there are enough. */
  readonly isTelling: boolean;
  readonly sorted: (numbers: readonly number[]) => number[];
}

export function segmentOrder(search: LocalSearch, { dates }: PatientHead): SegmentOrder {
  const { resourceType } = search;
  const [key] = sortKeysOf(search);
  const best = (number: number) => {
    const [oldest, newest] = dates[number]?.[resourceType] ?? [0, 0];
    return key?.isDescending ? newest : -oldest;
  };
  return {
    best,
    isTelling: key?.name === chiefDateOf(resourceType),
    sorted: (numbers) => [...numbers].sort((a, b) => best(b) - best(a)),
  };
}
