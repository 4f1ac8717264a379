import type { Bundle, FhirResource } from 'fhir/r4';
import type { SearchParameters } from '../../workplace/types.ts';
import { requireLiteralReference } from '../literal-reference.ts';
import type { RequestOptions, Send } from '../request.ts';
import { pageOf, searchQuery } from './search.ts';

/** `GET [base]/Patient/[id]/$everything` (https://hl7.org/fhir/R4/patient-operation-everything.html): the first page. */
export async function everything(
  send: Send,
  patientId: string,
  parameters: SearchParameters = {},
  options?: RequestOptions,
): Promise<Bundle<FhirResource>> {
  const { id } = requireLiteralReference(`Patient/${patientId}`);
  const path = `Patient/${id}/$everything`;
  return pageOf<FhirResource>(await send({ method: 'GET', path, query: searchQuery(parameters) }, options));
}
