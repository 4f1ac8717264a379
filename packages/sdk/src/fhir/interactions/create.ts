import type { FhirResource } from 'fhir/r4';
import type { RequestOptions, Send } from '../request.ts';
import { writtenOf } from './written.ts';
import type { Written } from './written.ts';

/** Options of {@link create}. */
export interface CreateOptions extends RequestOptions {
  /** `If-None-Exist`: a search such as `identifier=system|value`. A match is returned instead of a second resource. */
  ifNoneExist?: string;
}

/** `POST [base]/[type]` (https://hl7.org/fhir/R4/http.html#create). Without `ifNoneExist` a repeat makes a second one. */
export async function create<T extends FhirResource>(
  send: Send,
  resource: T,
  { ifNoneExist, ...options }: CreateOptions = {},
): Promise<Written<T>> {
  const headers: Record<string, string> = ifNoneExist === undefined ? {} : { 'If-None-Exist': ifNoneExist };
  const { resourceType } = resource;
  const answer = await send({ method: 'POST', path: resourceType, body: resource, headers }, options);
  return writtenOf(answer, { resourceType });
}
