import type { SearchParameters } from '@samspil/sdk';
import type { Bundle, BundleEntry, FhirResource } from 'fhir/r4';
import { objectsIn } from '../format/concepts.ts';

/** What was read of a search so far. */
export interface SearchPage<T> {
  readonly resources: readonly T[];
  /** Entries that are no resources of the type. */
  readonly unreadable: number;
  /** The request for the next page. */
  readonly next?: string | undefined;
}

/** A search as a url for `request()`. */
export function urlOf(type: string, parameters: SearchParameters): string {
  const pairs = Object.entries(parameters).flatMap(([name, value]) =>
    [value].flat().map((each): [string, string] => [name, String(each)]),
  );
  return `${type}?${new URLSearchParams(pairs)}`;
}

/** One searchset. What a search brought along is no match and is left out. */
export function pageOf<T extends FhirResource>(answer: FhirResource, type: T['resourceType']): SearchPage<T> {
  if (answer?.resourceType !== 'Bundle') return { resources: [], unreadable: 1 };
  const { entry, link } = answer as Bundle<T>;
  const isMatch = ({ search }: BundleEntry) => search?.mode === undefined || search.mode === 'match';
  const matches = objectsIn(entry).filter(isMatch);
  const next = objectsIn(link).find(({ relation }) => relation === 'next')?.url;
  return { ...sortedOut(matches.map(({ resource }) => resource) as readonly T[], type), next };
}

/** Resources of the type, and how many other things there were among them. */
export function sortedOut<T extends FhirResource>(
  given: readonly T[],
  type: T['resourceType'],
): SearchPage<T> {
  const list: readonly (T | null | undefined)[] = Array.isArray(given) ? given : [undefined];
  const resources = list.filter((each): each is T => each?.resourceType === type);
  return { resources, unreadable: list.length - resources.length };
}

/** Two pages as one. A resource that moved to the next page meanwhile comes twice and is shown once. */
export function joined<T extends FhirResource>(first: SearchPage<T>, second: SearchPage<T>): SearchPage<T> {
  const known = new Set(first.resources.flatMap(({ id }) => id ?? []));
  const added = second.resources.filter(({ id }) => id === undefined || !known.has(id));
  return {
    resources: [...first.resources, ...added],
    unreadable: first.unreadable + second.unreadable,
    next: second.next,
  };
}
