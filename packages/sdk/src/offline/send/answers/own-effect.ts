import type { FhirResource } from 'fhir/r4';
import { isSamspilError } from '../../../errors.ts';
import type { FhirClient, RequestOptions } from '../../../fhir/index.ts';
import type { WriteResult } from '../../entry.ts';
import { hasMark, markSearch } from '../../write/operation-mark.ts';
import { isAsSent } from './as-sent.ts';
import type { Line } from '../bundle.ts';

/** What the server holds for the lines of one attempt. */
export interface ReadBack {
  /** By the write's own reference; only lines whose mark was found. */
  found: Map<string, WriteResult>;
  /** Lines we have no right to read, by the write's own reference. They prove nothing either way. */
  unreadable: Set<string>;
  /** Lines at whose address, which we chose or know, there is nothing and never was: they did not arrive. */
  missing: Set<string>;
  /** What stands at a line's address without our mark. */
  theirs: FhirResource[];
}

/**
 * Asks the server what became of an operation, by its mark. A refusal alone does not say: the browser repeats a request
 * whose connection died, so the first try may have been stored and the second refused (`offline-faults.md` §1.3).
 *
 * @throws as {@link FhirClient}, but not for a resource that is missing or may not be read
 */
export async function readBack(
  lines: readonly Line[],
  client: FhirClient,
  options: RequestOptions,
): Promise<ReadBack> {
  const back: ReadBack = { found: new Map(), unreadable: new Set(), missing: new Set(), theirs: [] };
  for (const line of lines) {
    const candidates = await candidatesFor(line, client, options);
    if (candidates === 'unreadable') back.unreadable.add(line.write.reference);
    else if (candidates === 'missing') back.missing.add(line.write.reference);
    else {
      const [own, ...more] = candidates.filter((resource) => hasMark(resource, line.write.mark));
      if (own && more.length === 0) back.found.set(line.write.reference, resultOf(own, line));
      else back.theirs.push(...candidates);
    }
  }
  return back;
}

/**
 * The results, if the operation took effect; undefined if it did not, or not provably. The Provenance (the last line)
 * is the witness: it came in the same transaction, and unlike the resources nobody writes over it. A line that is missing
 * says that the server took the transaction apart; then only what was found took effect.
 */
export function ownEffect(
  lines: readonly Line[],
  { found, unreadable, missing }: ReadBack,
): Map<string, WriteResult> | undefined {
  if (missing.size > 0) return undefined;
  const witness = lines.at(-1)?.write.reference ?? '';
  const unproven = lines.filter(
    ({ write: { reference } }) => !found.has(reference) && !unreadable.has(reference),
  );
  const isOwn = found.has(witness) || (unproven.length === 0 && found.size > 0);
  if (!isOwn) return undefined;
  // Written over since, or not readable: it did arrive, only its version is not known.
  const rest = lines.flatMap(({ write, reference }): [string, WriteResult][] =>
    reference === undefined || found.has(write.reference) ? [] : [[write.reference, { reference }]],
  );
  return new Map([...found, ...rest]);
}

/** `unreadable` when we may not look. */
async function candidatesFor(
  line: Line,
  client: FhirClient,
  options: RequestOptions,
): Promise<FhirResource[] | 'unreadable' | 'missing'> {
  try {
    if (line.reference === undefined) return await findByMark(line, client, options);
    return [await client.read(line.reference, options)];
  } catch (error) {
    if (!isSamspilError(error)) throw error;
    if (error.code === 'not-found') return 'missing';
    if (error.code === 'gone') return [];
    if (error.code === 'denied') return 'unreadable';
    throw error;
  }
}

async function findByMark(
  { write }: Line,
  client: FhirClient,
  options: RequestOptions,
): Promise<FhirResource[]> {
  const resourceType = write.reference.split('/', 1)[0] as FhirResource['resourceType'];
  const [parameter, token] = markSearch(resourceType, write.mark);
  const page = await client.search(resourceType, { [parameter]: token, _count: 2 }, options);
  return (page.entry ?? []).flatMap(({ resource }) =>
    resource?.resourceType === resourceType ? [resource] : [],
  );
}

/**
 * Its version is ours only as long as the content is: whoever changes a record keeps its identifiers and tags, and a later
 * write that was built on that version would overwrite the change unseen.
 */
function resultOf(resource: FhirResource, { entry }: Line): WriteResult {
  const reference = `${resource.resourceType}/${resource.id ?? ''}`;
  const versionId = resource.meta?.versionId;
  const sent = entry.resource as FhirResource | undefined;
  const isOurs = versionId !== undefined && sent !== undefined && isAsSent(sent, resource);
  return isOurs ? { reference, versionId } : { reference };
}
