import type { SearchParameters } from '@samspil/sdk';
import type { Bundle, BundleEntry, FhirResource } from 'fhir/r4';
import { objectsIn } from '../format/concepts.ts';

/** What was read of a search so far. */
export interface SearchPage<T> {
  readonly resources: readonly T[];
  /** Entries that are no resources of the types. */
  readonly unreadable: number;
  /** The requests for the next page; empty when this is all. */
  readonly next: readonly string[];
  /** Types that could not be read at all, each with why. */
  readonly missing: readonly MissingType[];
}

/** A type of which nothing is known: it may have entries or none. */
export interface MissingType {
  readonly type: string;
  readonly code: string;
}

/** A search as a url for `request()`. */
export function urlOf(type: string, parameters: SearchParameters): string {
  const pairs = Object.entries(parameters).flatMap(([name, value]) =>
    [value].flat().map((each): [string, string] => [name, String(each)]),
  );
  return `${type}?${new URLSearchParams(pairs)}`;
}

/** One searchset. What a search brought along is no match and is left out. */
export function pageOf<T extends FhirResource>(
  answer: FhirResource,
  types: readonly T['resourceType'][],
): SearchPage<T> {
  if (answer?.resourceType !== 'Bundle') return { resources: [], unreadable: 1, next: [], missing: [] };
  const { entry, link } = answer as Bundle<T>;
  const isMatch = ({ search }: BundleEntry) => search?.mode === undefined || search.mode === 'match';
  const matches = objectsIn(entry).filter(isMatch);
  const next = objectsIn(link).find(({ relation }) => relation === 'next')?.url;
  const sorted = sortedOut(matches.map(({ resource }) => resource) as readonly T[], types);
  return { ...sorted, next: next === undefined ? [] : [next] };
}

/** Resources of the types, and how many other things there were among them. */
export function sortedOut<T extends FhirResource>(
  given: readonly T[],
  types: readonly T['resourceType'][],
): SearchPage<T> {
  const list: readonly (T | null | undefined)[] = Array.isArray(given) ? given : [undefined];
  const isOne = (each: T | null | undefined): each is T => !!each && types.includes(each.resourceType);
  // What is whole is not copied: a chart may be given a hundred thousand.
  const resources = list.every(isOne) ? list : list.filter(isOne);
  return { resources, unreadable: list.length - resources.length, next: [], missing: [] };
}

/** In place of a page that could not be read. */
export function without<T extends FhirResource>(type: string | undefined, code: string): SearchPage<T> {
  return { resources: [], unreadable: 0, next: [], missing: [{ type: type ?? '', code }] };
}

/** The pages of several searches beside each other, as one. */
export function beside<T extends FhirResource>(pages: readonly SearchPage<T>[]): SearchPage<T> {
  return {
    resources: pages.flatMap(({ resources }) => resources),
    unreadable: pages.reduce((sum, { unreadable }) => sum + unreadable, 0),
    next: pages.flatMap(({ next }) => next),
    missing: pages.flatMap(({ missing }) => missing),
  };
}

/** A page and the one after it, as one. A resource that moved to the next page meanwhile comes twice and is shown once. */
export function joined<T extends FhirResource>(first: SearchPage<T>, second: SearchPage<T>): SearchPage<T> {
  const identityOf = ({ resourceType, id }: T) => `${resourceType}/${id}`;
  const known = new Set(first.resources.map(identityOf));
  const added = second.resources.filter((each) => each.id === undefined || !known.has(identityOf(each)));
  return { ...beside([first, { ...second, resources: added }]), next: second.next };
}
