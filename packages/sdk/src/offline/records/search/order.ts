import type { FhirResource } from 'fhir/r4';
import { chiefDateOf, localParameter } from '../index/parameters.ts';
import type { LocalParameter } from '../index/parameters.ts';
import { dateRanges } from '../index/values.ts';
import type { LocalSearch, SortKey } from './local-search.ts';

/** Stands for "no date": before every instant, so that such records come last when the newest come first. */
export const NO_DATE = Number.MIN_SAFE_INTEGER;

/** The keys that an answer is ordered by; without `_sort` the newest come first. */
export function sortKeysOf({ resourceType, sort }: LocalSearch): readonly SortKey[] {
  if (sort.length > 0) return sort;
  const name = chiefDateOf(resourceType);
  const parameter = localParameter(resourceType, name);
  return parameter ? [{ name, parameter, isDescending: true }] : [];
}

/**
 * The instant by which a resource is ordered: where its date begins. Of several values the first in the direction of the
 * sort counts (FHIR R4 §3.1.1.5.1).
 */
export function sortDate(resource: FhirResource, parameter: LocalParameter, isDescending: boolean): number {
  const lows = dateRanges(resource, parameter).map(({ low }) => low);
  if (lows.length === 0) return NO_DATE;
  return isDescending ? Math.max(...lows) : Math.min(...lows);
}

/** Orders matches; equal ones by id, so that pages fit together. */
export function inOrder(resources: readonly FhirResource[], keys: readonly SortKey[]): FhirResource[] {
  return resources
    .map((resource) => ({
      resource,
      dates: keys.map(({ parameter, isDescending }) => sortDate(resource, parameter, isDescending)),
    }))
    .sort((a, b) => {
      for (const [index, { isDescending }] of keys.entries()) {
        const difference = (a.dates[index] ?? 0) - (b.dates[index] ?? 0);
        if (difference !== 0) return isDescending ? -difference : difference;
      }
      return (a.resource.id ?? '') < (b.resource.id ?? '') ? -1 : 1;
    })
    .map(({ resource }) => resource);
}
