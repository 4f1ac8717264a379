import type { FhirResource } from 'fhir/r4';
import { mergeResource } from '../../fhir/index.ts';
import type { EntryContent, MergedFrom, Write } from '../entry.ts';
import { withMark } from '../write/operation-mark.ts';
import type { Standing } from './types.ts';

/** How often a write is merged by itself before a person is asked: whoever changes faster must be talked to. */
export const MAX_ROUNDS = 5;

/**
 * The content with every write merged into what stands on the server, based on that version now; undefined where a person
 * must decide: both changed the same, a resource is gone, theirs has no version to meet, a person has decided about an
 * earlier version already and must see this one, or it was merged {@link MAX_ROUNDS} times.
 */
export function mergedAutomatically(
  content: EntryContent,
  standings: readonly Standing[],
): EntryContent | undefined {
  const rounds = (content.rounds ?? 0) + 1;
  if (standings.length === 0 || content.decided !== undefined || rounds > MAX_ROUNDS) return undefined;
  const writes = content.writes.map((write): Write | undefined => {
    const standing = standings.find(({ reference }) => reference === write.reference);
    if (!standing) return write;
    const { kind, base, theirs } = standing;
    if (kind !== 'changed' || !theirs?.meta?.versionId || !write.resource) return undefined;
    const result = mergeResource(base, write.resource, theirs);
    return result.kind === 'merged' ? rebased(write, result.resource, theirs) : undefined;
  });
  if (!writes.every((write) => write !== undefined)) return undefined;
  return { ...content, writes, rounds, mergedFrom: versionsOf(content, standings) };
}

/** A write as a change of the version that stands on the server. */
export function rebased(write: Write, resource: FhirResource, theirs: FhirResource): Write {
  return {
    ...write,
    resource: withMark(resource, write.mark, false),
    base: theirs,
    isRebased: true,
    ...(theirs.meta?.versionId !== undefined && { baseVersionId: theirs.meta.versionId }),
  };
}

/** The versions that went into it, as references with a version, once each. */
export function versionsOf(content: EntryContent, standings: readonly Standing[]): MergedFrom {
  const name = (resource: FhirResource | undefined) =>
    resource?.meta?.versionId === undefined
      ? undefined
      : `${resource.resourceType}/${resource.id}/_history/${resource.meta.versionId}`;
  const { bases = [], theirs = [] } = content.mergedFrom ?? {};
  const defined = (names: readonly (string | undefined)[]) => [
    ...new Set(names.filter((one) => one !== undefined)),
  ];
  return {
    bases: defined([...bases, ...standings.map(({ base }) => name(base))]),
    theirs: defined([...theirs, ...standings.map((standing) => name(standing.theirs))]),
  };
}
