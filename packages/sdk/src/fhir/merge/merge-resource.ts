import type { FhirResource } from 'fhir/r4';
import { SamspilError } from '../../errors.ts';
import { isEqual } from './equal.ts';
import { ABOUT } from './linked-elements.ts';
import { mergeElements } from './merge-elements.ts';
import { contentOf, mergeMeta, narrativeFor } from './meta.ts';
import type { Elements, MergeConflict, MergeContext, MergeResult, MergeSide, Versions } from './types.ts';
import { sliceOf, unitsOf } from './units.ts';

/**
 * Three-way merge of one R4 resource: `base` is what both sides began with, `mine` and `theirs` what each made of it.
 * What one side touched is taken from it; what both touched in the same way is agreed; what both touched differently is a
 * conflict, for which `decide` may already know the answer. Items of lists meet by identity, never by place; what counts
 * as one thing is written down in `linked-elements.ts`.
 *
 * Version, time of storing and id are theirs. The narrative is dropped when it would tell something else than the content.
 * Without a `base` every difference is a conflict.
 *
 * @throws `invalid-request` when the three are not versions of resources of one type
 */
export function mergeResource<T extends FhirResource>(
  base: T | undefined,
  mine: T,
  theirs: T,
  decide: (conflict: MergeConflict) => MergeSide | undefined = () => undefined,
): MergeResult<T> {
  const { resourceType } = theirs;
  if (mine.resourceType !== resourceType || (base && base.resourceType !== resourceType))
    throw new SamspilError('invalid-request', 'Only versions of one resource can be merged.');
  const versions = { base: base && contentOf(base), mine: contentOf(mine), theirs: contentOf(theirs) };
  const conflicts: MergeConflict[] = [];
  const context: MergeContext = {
    isBaseKnown: base !== undefined,
    isStrict: isMeaningChanged(resourceType, versions),
    decide: (conflict) => {
      const side = decide(conflict);
      if (side === undefined) conflicts.push(conflict);
      return side;
    },
  };
  const place = { path: resourceType, plain: resourceType, name: resourceType };
  const content = mergeElements(versions, place, context);
  const meta = mergeMeta({ base: base?.meta, mine: mine.meta, theirs: theirs.meta });
  const text = narrativeFor(content, { base, mine, theirs });
  const id = theirs.id ?? mine.id;
  const resource = structuredClone({
    ...{ resourceType, ...(id !== undefined && { id }), ...(meta && { meta }), ...(text && { text }) },
    ...content,
  }) as unknown as T;
  return conflicts.length === 0 ? { kind: 'merged', resource } : { kind: 'conflict', resource, conflicts };
}

/** Both sides changed something, and they differ in what the record is about or in whether it holds at all. */
function isMeaningChanged(resourceType: string, versions: Versions<Elements | undefined>): boolean {
  const { base, mine, theirs } = versions;
  if (isEqual(base, mine) || isEqual(base, theirs)) return false;
  const isDifferent = unitsOf(resourceType, [mine, theirs]).some(
    (unit) => ABOUT.includes(unit.name) && !isEqual(sliceOf(mine, unit), sliceOf(theirs, unit)),
  );
  return isDifferent || isWithdrawn(mine) !== isWithdrawn(theirs);
}

function isWithdrawn(version: Elements | undefined): boolean {
  const { status, verificationStatus } = (version ?? {}) as {
    status?: unknown;
    verificationStatus?: { coding?: { code?: string }[] };
  };
  return (
    status === 'entered-in-error' ||
    verificationStatus?.coding?.some(({ code }) => code === 'entered-in-error') === true
  );
}
