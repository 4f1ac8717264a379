import type { Bundle, FhirResource } from 'fhir/r4';
import { isSamspilError } from '../errors.ts';
import type { Judged } from '../lease/index.ts';
import { narrowing } from '../offline/records/completeness/coverage.ts';
import { namesThePatient } from '../offline/records/search/local-search.ts';
import type { Coverage, RecordStore } from '../offline/records/types.ts';

/**
 * What a server's answer makes complete: a search whose matches all came on one page, and beside which nothing is held
 * that would match too. The latter may be deleted, or the server may read the search otherwise than we do: then only a
 * download, which looks at each, may say that the list is complete.
 */
export async function completeOf(
  { resourceType, pairs }: Extract<Judged, { kind: 'search' }>,
  bundle: Bundle<FhirResource>,
  { records, patient, fetchedAt }: { records: RecordStore; patient: string; fetchedAt: number },
): Promise<Coverage | undefined> {
  if (bundle.link?.some(({ relation }) => relation === 'next')) return undefined;
  const asked = pairs.filter(([name]) => name !== '_include' && name !== '_revinclude');
  try {
    const seen = new Set(
      (bundle.entry ?? []).map(({ resource }) => `${resource?.resourceType}/${resource?.id}`),
    );
    const matching = await records.matching(patient, resourceType, asked);
    if (matching.some((reference) => !seen.has(reference))) return undefined;
  } catch (error) {
    // A search that we could not answer ourselves covers nothing that we could.
    if (isSamspilError(error) && error.code === 'unsupported-offline') return undefined;
    throw error;
  }
  const isPatient = ([name, value]: readonly [string, string]) =>
    namesThePatient(resourceType, name, value, { patient });
  // Without a watermark and never full: the next download asks for all of it.
  return { resourceType, pairs: narrowing(asked, isPatient), completeAt: fetchedAt, fullAt: 0 };
}
