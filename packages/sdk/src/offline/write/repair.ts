import type { FhirResource } from 'fhir/r4';
import type { RepairIssue } from '../../contract/repair.ts';
import { SamspilError } from '../../errors.ts';
import { placeOf } from '../../fhir/outcomes/outcome-place.ts';
import type { Entry, EntryContent, Write } from '../entry.ts';
import type { WriteRequest } from '../types.ts';
import type { Decision } from './decisions.ts';
import { withoutMark } from './operation-mark.ts';
import type { ParkedWrite } from './parked-write.ts';
import { prepareWrite } from './prepare.ts';
import type { PrepareContext } from './prepare.ts';
import { mapReferences } from './references.ts';

/** What correcting needs to know beyond preparing. */
export interface ReplaceContext extends PrepareContext {
  /** What writes saved after it refer to or change; see `later-references.ts`. */
  referred: ReadonlySet<string>;
}

/**
 * A refused write as its author can correct it: the resources as they were saved, each issue with its place in them. What
 * a server took of it nevertheless is not among them: it is in the record, and must not get there twice.
 *
 * @throws `not-found` for a write that is not parked because the server refused it
 */
export function refusedWrite({ row, content }: Entry): ParkedWrite {
  // What the server lost was never wrong; corrected it would be another operation beside one that may come back.
  if (row.state !== 'rejected' || content.error?.code === 'server-restored') throw notRefused();
  const open = content.writes.filter(({ result }) => !result);
  const names = namesOf(open);
  const resources = open.flatMap(({ resource, mark, isNew, reference }) =>
    resource ? [handedOut(withoutMark(resource, mark), isNew ? names.get(reference) : undefined, names)] : [],
  );
  if (resources.length === 0) throw notRefused();
  const { id, version, view } = content.plugin;
  return {
    receipt: row.id,
    patient: content.patient,
    plugin: { id, version, ...(view !== undefined && { view }) },
    resources,
    issues: issuesOf(content, resources),
  };
}

/**
 * The corrected write in the place of the refused one. It keeps that one's place in the queue and its receipt, so that
 * what waits for it goes on waiting for it, and there is no moment at which both could be sent. It is an operation of its
 * own, with a mark of its own: the server must not take it for a repeat of what it refused.
 *
 * @throws `not-found` for a write of another patient or plugin; `conflict` for one that is not refused, or not any more;
 *   `incomplete` when it leaves out what a later write of this device builds on
 */
export function replacement(entry: Entry, write: WriteRequest, context: ReplaceContext): Decision {
  const { row, content } = entry;
  if (content.patient !== write.patient || content.plugin.id !== write.plugin.id) throw notRefused();
  if (row.state !== 'rejected') {
    throw new SamspilError('conflict', 'The write is not refused any more; look at its state again.');
  }
  const taken = content.writes.filter(({ result }) => result);
  const made = new Set(content.writes.filter(({ isNew }) => isNew).map(({ reference }) => reference));
  const next = prepareWrite(write, { ...context, isKept: (reference) => made.has(reference) });
  const kept = new Set([...taken, ...next.writes].map(({ reference }) => reference));
  // Some servers would take a reference to nothing, and nobody would ever know.
  if ([...made].some((reference) => !kept.has(reference) && context.referred.has(reference))) {
    throw new SamspilError(
      'incomplete',
      'Later writes of this device build on a resource that the correction leaves out; keep it, or give those up first.',
    );
  }
  return {
    content: {
      ...next,
      writes: [...taken, ...next.writes],
      lineage: [...(content.lineage ?? []), content.operationId],
    },
    patch: { state: 'stored' },
    from: ['rejected'],
  };
}

/** What was new is named by the group's own names, which are what a save takes. */
function namesOf(writes: readonly Write[]): ReadonlyMap<string, string> {
  return new Map(
    writes
      .filter(({ isNew }) => isNew)
      .map(({ reference }) => [reference, `urn:uuid:${reference.slice(reference.indexOf('/') + 1)}`]),
  );
}

function handedOut(
  resource: FhirResource,
  name: string | undefined,
  names: ReadonlyMap<string, string>,
): FhirResource {
  const renamed = mapReferences(resource, (reference) => names.get(reference) ?? reference);
  return name === undefined ? renamed : { ...renamed, id: name };
}

function issuesOf({ error }: EntryContent, resources: readonly FhirResource[]): RepairIssue[] {
  return (error?.issues ?? []).flatMap(({ severity, code, expression }, index) => {
    const text = error?.words?.[index];
    const issue = { severity, code, ...(text !== undefined && { text }) };
    const places = expression.map((path) => placeOf(path, resources));
    return places.length === 0 ? [issue] : places.map((place) => ({ ...issue, ...place }));
  });
}

/** The same whether it never was, is somebody else's, or was not refused: whoever asks learns nothing of others' writes. */
function notRefused(): SamspilError {
  return new SamspilError('not-found', 'There is no refused write with this id; list them again.');
}
