import { FhirResponseError } from '../../errors.ts';
import { patientSearchParameters } from '../../fhir/compartment.ts';
import { EVERYTHING } from './asked.ts';
import type { PageOwner } from './asked.ts';
import { wrongPatient } from './confinement.ts';

/**
 * Judges the address of a further page, which is the server's word and is followed with the user's token. It must lie
 * under the FHIR base and be either the server's own paging address (the base with a query, such as `?_getpages=…`) or
 * the search it belongs to. Where it names a patient, it must be the one of the lease.
 *
 * @throws `invalid-response` for an address elsewhere; `wrong-patient` for one of another patient
 */
export function judgePageLink(
  link: string,
  of: PageOwner,
  { patientId, fhirBaseUrl }: { patientId: string; fhirBaseUrl: string },
): void {
  const base = new URL(fhirBaseUrl);
  // Relative links count from the base, as references do.
  const url = URL.canParse(link, `${fhirBaseUrl}/`) ? new URL(link, `${fhirBaseUrl}/`) : undefined;
  if (!url || url.origin !== base.origin || url.username || url.password || url.hash) throw elsewhere();
  const root = base.pathname.replace(/\/$/, '');
  const own = of === EVERYTHING ? `Patient/${patientId}/$everything` : of;
  const paths = [root, `${root}/`, `${root}/${own}`, `${root}/${own}/_search`];
  if (!paths.includes(decodePath(url.pathname))) throw elsewhere();
  const type = of === EVERYTHING ? 'Patient' : of;
  const naming = new Set(['patient', 'subject', ...patientSearchParameters(type)]);
  for (const [name, value] of url.searchParams) {
    const bare = name.split(/[:.]/)[0] ?? name;
    if (!naming.has(bare) || ((bare === 'actor' || bare === 'target' || bare === 'link') && name === bare))
      continue;
    if (value !== patientId && value !== `Patient/${patientId}`) throw wrongPatient();
  }
}

/** Servers write `$everything` in either way; nothing else of a path may be encoded. */
function decodePath(pathname: string): string {
  return pathname.replace(/%24everything$/, '$everything');
}

function elsewhere(): FhirResponseError {
  return new FhirResponseError(
    'invalid-response',
    'The link to the next page leads elsewhere than the search; check the server and fhirBaseUrl.',
    { status: 200 },
  );
}
