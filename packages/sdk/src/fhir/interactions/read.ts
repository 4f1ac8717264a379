import type { FhirResource } from 'fhir/r4';
import { requireLiteralReference } from '../literal-reference.ts';
import { notFhir } from '../request.ts';
import type { RequestOptions, Send } from '../request.ts';

/** `GET [base]/[type]/[id]` (https://hl7.org/fhir/R4/http.html#read). */
export async function read<T extends FhirResource>(
  send: Send,
  reference: string,
  options?: RequestOptions,
): Promise<T> {
  const { resourceType, id } = requireLiteralReference(reference);
  const { body, status } = await send({ method: 'GET', path: `${resourceType}/${id}` }, options);
  // An answer about another record must never be shown as this one.
  if (body?.resourceType !== resourceType || body.id !== id) throw notFhir(status);
  return body as T;
}

/** `GET [base]/[type]/[id]/_history/[vid]` (https://hl7.org/fhir/R4/http.html#vread). */
export async function vread<T extends FhirResource>(
  send: Send,
  reference: string,
  versionId: string,
  options?: RequestOptions,
): Promise<T> {
  const { resourceType, id } = requireLiteralReference(reference);
  // A version has the form of an id (https://hl7.org/fhir/R4/resource.html#Meta): anything else could leave its folder.
  const { id: version } = requireLiteralReference(`${resourceType}/${versionId}`);
  const path = `${resourceType}/${id}/_history/${version}`;
  const { body, status } = await send({ method: 'GET', path }, options);
  if (body?.resourceType !== resourceType || body.id !== id) throw notFhir(status);
  return body as T;
}
