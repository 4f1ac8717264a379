import type { FhirResource, Reference } from 'fhir/r4';
import { SamspilError } from '../../errors.ts';
import { hasSameContent, mergeResource } from '../../fhir/index.ts';
import type { MergeSide } from '../../fhir/index.ts';
import type { Entry, EntryContent, Write } from '../entry.ts';
import { withOpenProvenance } from '../send/answers/parts.ts';
import { discarded } from '../write/decisions.ts';
import type { Decision } from '../write/decisions.ts';
import { withMark } from '../write/operation-mark.ts';
import { rebased, versionsOf } from './merge-writes.ts';
import { openResources } from './record.ts';
import type { ConflictDecision, ConflictingResource } from './types.ts';

/** Who decided, when, and where new ids come from. */
export interface DecisionContext {
  by: Reference;
  /** Milliseconds since the epoch. */
  at: number;
  randomUUID: () => string;
}

/**
 * What a person decided about a conflict. The write is based on the version that the person saw: should that have changed
 * again, the server refuses, and the person is asked again. Where nothing of mine is left the write is given up.
 *
 * @throws `not-found` for an entry in no conflict; `conflict` when the person saw another revision; `incomplete` while a
 *   question is open; `invalid-request` for a choice that was not asked; `denied` for mine over what may not be seen
 */
export function decided(
  entry: Entry,
  decision: ConflictDecision,
  { by, at, randomUUID }: DecisionContext,
): Decision {
  const { row, content } = entry;
  if (row.state !== 'conflict')
    throw new SamspilError('not-found', 'This write is in no conflict; list the writes again.');
  if (decision.revision !== content.attempts)
    throw new SamspilError('conflict', 'The record changed after it was shown; look at the conflict again.');
  const open = openResources(content.standings ?? [], content.writes);
  const take = sideOf(decision, open);
  const writes = content.writes.map((write) => {
    const resource = open.find(({ reference }) => reference === write.reference);
    return resource ? settled(write, resource, take, randomUUID) : write;
  });
  const { error: _error, standings = [], rounds: _rounds, ...clean } = content;
  const next: EntryContent = {
    ...clean,
    writes,
    decided: { by, at },
    mergedFrom: versionsOf(content, standings),
  };
  if (writes.every(({ result }) => result !== undefined))
    return discarded({ row, content: next }, 'conflict: theirs kept', at);
  return { content: withOpenProvenance(next, randomUUID), patch: { state: 'stored' }, from: ['conflict'] };
}

type Take = (reference: string, path: string) => MergeSide;

function sideOf({ keep }: ConflictDecision, open: readonly ConflictingResource[]): Take {
  if (typeof keep === 'string') return () => keep;
  const isAsked = ({ reference, path }: { reference: string; path: string }) =>
    open.some((one) => one.reference === reference && one.conflicts.some((asked) => asked.path === path));
  if (!keep.every(isAsked))
    throw new SamspilError(
      'invalid-request',
      'A choice answers a question of the conflict; look at it again.',
    );
  return (reference, path) => {
    const choice = keep.find((one) => one.reference === reference && one.path === path);
    if (!choice) throw new SamspilError('incomplete', 'Every difference needs a choice: mine or theirs.');
    return choice.take;
  };
}

function settled(write: Write, open: ConflictingResource, take: Take, randomUUID: () => string): Write {
  const { reference, kind, base, mine, theirs } = open;
  if (kind === 'changed' && theirs) {
    const { resource } = mergeResource(base, mine, theirs, ({ path }) => take(reference, path));
    return hasSameContent(resource, theirs) ? taken(write, theirs) : rebased(write, resource, theirs);
  }
  if (take(reference, mine.resourceType) === 'theirs') return taken(write, theirs);
  if (kind === 'unreadable')
    throw new SamspilError('denied', 'What stands there may not be read, so it may not be overwritten.');
  return anew(write, mine, randomUUID());
}

/** Theirs stands: nothing of this write is sent. */
function taken(
  { resource: _resource, base: _base, ...write }: Write,
  theirs: FhirResource | undefined,
): Write {
  const versionId = theirs?.meta?.versionId;
  return {
    ...write,
    isRebased: true,
    result: { reference: write.reference, ...(versionId !== undefined && { versionId }) },
  };
}

/** Mine, although there is nothing to change any more: as a new resource, for an id that was deleted stays so. */
function anew({ mark }: Write, mine: FhirResource, id: string): Write {
  const { meta: _meta, ...content } = mine;
  const resource = { ...content, id } as FhirResource;
  return {
    reference: `${mine.resourceType}/${id}`,
    isNew: true,
    mark,
    resource: withMark(resource, mark, true),
  };
}
