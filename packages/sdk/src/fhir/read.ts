import type { FhirResource } from 'fhir/r4';
import { requireLiteralReference } from './literal-reference.ts';
import { notFhir } from './request.ts';
import type { RequestOptions, Send } from './request.ts';

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
