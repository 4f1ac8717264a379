import type { FhirResource } from 'fhir/r4';
import type { SamspilError } from '../../errors.ts';
import type { SearchParameters } from '../../workplace/types.ts';

/** One search parameter. A name that occurs twice means that both must hold. */
export type Pair = readonly [name: string, value: string];

/**
 * A request of a plugin, taken apart but not yet judged. `read()`, `search()` and `request()` all end here, so that one
 * place decides about all of them.
 */
export type Asked =
  | { readonly kind: 'read'; readonly resourceType: string; readonly id: string; readonly versionId?: string }
  | { readonly kind: 'search'; readonly resourceType: string; readonly pairs: readonly Pair[] }
  | { readonly kind: 'everything'; readonly id: string; readonly pairs: readonly Pair[] }
  | { readonly kind: 'page'; readonly of: PageOwner; readonly cursor: string };

/** What a further page belongs to: the searched type, or a patient's `$everything`. */
export type PageOwner = string;

/** The owner of the pages of `$everything`; no resource type looks like it. */
export const EVERYTHING: PageOwner = '$everything';

/** Reads that travel together. An entry that is no request stays in its place, as the error it is answered with. */
export interface AskedBatch {
  readonly kind: 'batch';
  readonly entries: readonly (Asked | SamspilError)[];
}

/** The parameters of `search()` as pairs. */
export function pairsOf(parameters: SearchParameters): Pair[] {
  return Object.entries(parameters).flatMap(([name, value]) =>
    [value].flat().map((one): Pair => [name, String(one)]),
  );
}

/** `Type/id`: how what was given out is remembered. */
export function keyOf({ resourceType, id }: FhirResource): string {
  return `${resourceType}/${id ?? ''}`;
}
