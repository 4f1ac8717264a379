import type { Bundle, BundleEntry, FhirResource } from 'fhir/r4';
import type { EntryContent, Write } from '../entry.ts';
import { markSearch, withCreationMark } from '../write/operation-mark.ts';
import { provenanceOf } from '../write/provenance.ts';
import { mapReferences } from '../write/references.ts';
import type { SentHistory } from './history.ts';

/** Context of one attempt. */
export interface BundleContext {
  fhirBaseUrl: string;
  history: SentHistory;
  sequence: number;
  /** ISO 8601. */
  sentAt: string;
}

/** One line of the transaction and the write it stands for. */
export interface Line {
  write: Write;
  /** `Type/id` to read an updated or client-named resource back; undefined when the server chooses the id. */
  reference: string | undefined;
  /** A change that would overwrite whatever is there: it must not be sent. */
  isBlind: boolean;
  entry: BundleEntry;
}

/** The lines of one entry's transaction: what the server does not have yet of its writes, then their Provenance. */
export function linesOf(content: EntryContent, context: BundleContext): Line[] {
  const open = content.writes.filter(({ result }) => !result);
  const done = new Map(content.writes.map(({ reference, result }) => [reference, result?.reference]));
  // The server chooses the ids of what is POSTed, so references to them must be by the name inside the Bundle.
  const serverNamed = new Set(
    open.filter(({ isNew, route }) => isNew && route !== 'client-id').map(({ reference }) => reference),
  );
  const rename = (reference: string) =>
    serverNamed.has(reference)
      ? bundleName(reference)
      : (done.get(reference) ?? context.history.resolve(reference));
  const targets = open.map(({ reference }) => reference);
  const provenance = provenanceOf(content, targets, context.sentAt);
  return [...open.map((write) => lineOf(write, write.resource)), lineOf(content.provenance, provenance)];

  function lineOf(write: Write, resource: FhirResource | undefined): Line {
    const reference = context.history.resolve(write.reference);
    const [resourceType = '', id = ''] = reference.split('/');
    const renamed = outgoing({ ...mapReferences(resource, rename), resourceType, id } as FhirResource);
    const created = write.isNew ? undefined : context.history.creationMarkOf(write.reference);
    // A first request may still be under way when its repeat was accepted: it must meet the mark it asks for.
    const body = created === undefined ? renamed : withCreationMark(renamed, created);
    if (write.isNew && write.route !== 'client-id') {
      const { id: _id, ...unnamed } = body;
      const request: BundleEntry['request'] = { method: 'POST', url: resourceType };
      if (write.route === 'conditional') {
        // Not percent-encoded, as in the specification's own example: no character of system or mark needs it.
        request.ifNoneExist = markSearch(resourceType, write.mark).join('=');
      }
      return {
        write,
        reference: undefined,
        isBlind: false,
        entry: { fullUrl: bundleName(reference), resource: unnamed, request },
      };
    }
    const request: BundleEntry['request'] = { method: 'PUT', url: reference };
    if (write.isNew) request.ifNoneMatch = '*';
    else {
      const base = context.history.baseVersionOf(write, content.plugin.id, context.sequence);
      if (base !== undefined) request.ifMatch = `W/"${base}"`;
    }
    const isBlind = !write.isNew && request.ifMatch === undefined;
    return {
      write,
      reference,
      isBlind,
      entry: { fullUrl: `${context.fhirBaseUrl}/${reference}`, resource: body, request },
    };
  }
}

/** The transaction of these lines. */
export function transactionOf(lines: readonly Line[]): Bundle {
  return { resourceType: 'Bundle', type: 'transaction', entry: lines.map(({ entry }) => entry) };
}

/** `urn:uuid:` with the id we chose, which is a UUID. */
function bundleName(reference: string): string {
  return `urn:uuid:${reference.slice(reference.indexOf('/') + 1)}`;
}

/** Version and time of storing are the server's to say. */
function outgoing(resource: FhirResource): FhirResource {
  if (!resource.meta) return resource;
  const { versionId: _versionId, lastUpdated: _lastUpdated, ...meta } = resource.meta;
  return { ...resource, meta };
}
