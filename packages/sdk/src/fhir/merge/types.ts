import type { FhirResource } from 'fhir/r4';

/** One of the two versions that meet. */
export type MergeSide = 'mine' | 'theirs';

/** One thing that both sides touched, each in its own way: a person must choose. */
export interface MergeConflict {
  /**
   * FHIRPath of the thing from the resource's type on: `Observation.value`, or of one item of a list,
   * `Observation.component.where(code.coding.where(system='http://loinc.org' and code='8480-6').exists())`. Unique
   * within one merge, and the same whichever side is called mine.
   */
  readonly path: string;
  /** JSON names of the elements that make up the thing: `valueQuantity` and `dataAbsentReason` are one. */
  readonly elements: readonly string[];
  /**
   * What each side has; undefined where it has nothing. With one name in {@link elements} the value itself (of a list's
   * item, the item); with several an object of them.
   */
  readonly base: unknown;
  readonly mine: unknown;
  readonly theirs: unknown;
}

/** How a merge ended. Of an open conflict `resource` holds their value, because theirs is what stands. */
export type MergeResult<T extends FhirResource = FhirResource> =
  | { readonly kind: 'merged'; readonly resource: T }
  | { readonly kind: 'conflict'; readonly resource: T; readonly conflicts: readonly MergeConflict[] };

/** Elements by JSON name, of a resource or of a part of one. */
export type Elements = Readonly<Record<string, unknown>>;

/** The same part of three versions; `base` undefined when nobody knows what it was. */
export interface Versions<T> {
  readonly base: T;
  readonly mine: T;
  readonly theirs: T;
}

/** What holds during one merge. */
export interface MergeContext {
  /** True when a change of one side changes the meaning of the other's: then what only one touched is asked as well. */
  readonly isStrict: boolean;
  /** False when nobody knows what it was before: then every difference is asked. */
  readonly isBaseKnown: boolean;
  /** The side to take; undefined leaves the conflict open. */
  readonly decide: (conflict: MergeConflict) => MergeSide | undefined;
}
