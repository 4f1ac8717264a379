import { SamspilError } from '../../errors.ts';
import { mergeResource } from '../../fhir/index.ts';
import type { MergeConflict } from '../../fhir/index.ts';
import type { Entry, Write } from '../entry.ts';
import type { ConflictingResource, Standing, WriteConflict } from './types.ts';

/**
 * The conflict of an entry as a person sees it.
 * @throws `not-found` when the entry is in none
 */
export function conflictOf({ row, content }: Entry): WriteConflict {
  if (row.state !== 'conflict') {
    throw new SamspilError('not-found', 'This write is in no conflict; list the writes again.');
  }
  const { plugin, patient, measuredAt } = content;
  return {
    id: row.id,
    revision: content.attempts,
    patient,
    plugin,
    storedAt: new Date(row.storedAt).toISOString(),
    ...(measuredAt !== undefined && { measuredAt }),
    resources: openResources(content.standings ?? [], content.writes),
  };
}

/** What each standing leaves open. */
export function openResources(
  standings: readonly Standing[],
  writes: readonly Write[],
): ConflictingResource[] {
  return standings.flatMap((standing): ConflictingResource[] => {
    const mine = writes.find(({ reference }) => reference === standing.reference)?.resource;
    return mine ? [{ ...standing, mine, conflicts: questionsOf({ ...standing, mine }) }] : [];
  });
}

function questionsOf({
  kind,
  base,
  mine,
  theirs,
}: Omit<ConflictingResource, 'conflicts'>): readonly MergeConflict[] {
  if (kind !== 'changed' || !theirs) return [{ path: mine.resourceType, elements: [], base, mine, theirs }];
  const result = mergeResource(base, mine, theirs);
  return result.kind === 'conflict' ? result.conflicts : [];
}
