import { isSamspilError } from '../../../errors.ts';
import type { FhirClient, RequestOptions } from '../../../fhir/index.ts';
import type { EntryContent } from '../../entry.ts';
import { hasMark } from '../../write/operation-mark.ts';

/**
 * Whether the server still has what it confirmed:
 * - `stands`: it has, or knows that somebody deleted it (410);
 * - `lost`: there is nothing (404), or something that is older than, or never was, what it confirmed;
 * - `unknown`: it may not be read here. Asking again leads to the same.
 */
export type Verdict = 'stands' | 'lost' | 'unknown';

/** What stands at an address: our own effect, nothing, a tombstone, something we may not see, or something without our mark. */
type Seen = 'ours' | 'nothing' | 'deleted' | 'denied' | { versionId: string | undefined };

/**
 * Asks the server about one accepted entry. One request: the first resource of the entry, which carries the entry's mark. A
 * second one only when that is not there, or not ours any more: its Provenance, which came in the same transaction and which
 * nobody writes over; of one that another entry carried, that entry's. A record that was deleted or rewritten since is
 * thereby not taken for lost.
 *
 * @throws as {@link FhirClient} when there is no answer that says anything: 401, 5xx, a web page, no network
 */
export async function verdictOn(
  { writes, provenance, carriedUnder }: EntryContent,
  client: FhirClient,
  options: RequestOptions,
): Promise<Verdict> {
  const write = writes.find(({ result }) => result);
  if (!write?.result) return 'unknown';
  const seen = await look(write.result.reference, write.mark, client, options);
  if (seen === 'ours' || seen === 'deleted') return 'stands';
  if (seen === 'denied') return 'unknown';
  const proof = provenance.result
    ? { reference: provenance.result.reference, mark: provenance.mark }
    : carriedUnder;
  const witness = proof && (await look(proof.reference, proof.mark, client, options));
  if (witness === 'ours' || witness === 'deleted') return 'stands';
  if (seen === 'nothing' || witness === 'nothing') return 'lost';
  return isOlder(seen.versionId, write.result.versionId) ? 'lost' : 'stands';
}

async function look(
  reference: string,
  mark: string,
  client: FhirClient,
  options: RequestOptions,
): Promise<Seen> {
  try {
    const resource = await client.read(reference, options);
    return hasMark(resource, mark) ? 'ours' : { versionId: resource.meta?.versionId };
  } catch (error) {
    if (!isSamspilError(error)) throw error;
    if (error.code === 'not-found') return 'nothing';
    if (error.code === 'gone') return 'deleted';
    if (error.code === 'denied' || error.code === 'rejected') return 'denied';
    throw error;
  }
}

/** Versions are opaque texts (https://hl7.org/fhir/R4/resource.html#Meta); only where both count is one the earlier. */
function isOlder(versionId: string | undefined, confirmed: string | undefined): boolean {
  const isNumber = (text: string | undefined) => text !== undefined && /^\d+$/.test(text);
  return isNumber(versionId) && isNumber(confirmed) && Number(versionId) < Number(confirmed);
}
