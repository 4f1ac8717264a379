import type { FhirResource, Reference } from 'fhir/r4';
import type { MergeConflict, MergeSide } from '../../fhir/index.ts';

/**
 * How a resource of a write stands against the server:
 * - `changed`: somebody else changed it after the version that the write is based on;
 * - `gone`: it was deleted there;
 * - `unreadable`: this user may not see what stands there, so nothing of it may be overwritten;
 * - `exists`: the write makes it new, and something of somebody else stands in its place.
 */
export type ConflictKind = 'changed' | 'gone' | 'unreadable' | 'exists';

/** What stands on the server instead of what a write is based on. Kept, encrypted, with the entry. */
export interface Standing {
  /** The write's own reference. */
  reference: string;
  kind: ConflictKind;
  /** The version that the write is based on, where it is known. */
  base?: FhirResource;
  theirs?: FhirResource;
  /** Who wrote theirs, as the Provenance of that version says. */
  who?: Reference;
  /** When theirs was written, ISO 8601. */
  when?: string;
}

/** One resource that a person must decide about. */
export interface ConflictingResource extends Readonly<Standing> {
  readonly mine: FhirResource;
  /**
   * What both changed, each differently. For all kinds but `changed` one entry for the whole resource, whose path is its
   * type.
   */
  readonly conflicts: readonly MergeConflict[];
}

/** A write that met somebody else's: base, mine, theirs, who and when. For the host's eyes; no plugin is told. */
export interface WriteConflict {
  readonly id: string;
  /** Names what was shown. A decision about another one is refused. */
  readonly revision: number;
  readonly patient: string;
  readonly plugin: { readonly id: string; readonly version: string; readonly title?: string };
  readonly measuredAt?: string;
  readonly storedAt: string;
  readonly resources: readonly ConflictingResource[];
}

/** The side that a person takes in one conflict. */
export interface ConflictChoice {
  readonly reference: string;
  readonly path: string;
  readonly take: MergeSide;
}

/**
 * What a person decided. `keep: 'mine'` and `'theirs'` answer every open question alike; what only one side touched is kept
 * either way.
 */
export interface ConflictDecision {
  /** {@link WriteConflict.revision} of what the person saw. */
  readonly revision: number;
  readonly keep: MergeSide | readonly ConflictChoice[];
}
