import type { FhirResource } from 'fhir/r4';
import { requireLiteralReference } from '../literal-reference.ts';
import type { RequestOptions, Send } from '../request.ts';
import { writtenOf } from './written.ts';
import type { Written } from './written.ts';

/** Options of {@link update}. */
export interface UpdateOptions extends RequestOptions {
  /** Version id the change is based on. Another present version is `conflict`. */
  ifMatch?: string;
  /** Only create, with this id. An existing resource is `conflict`. */
  ifNoneMatch?: '*';
}

/** `PUT [base]/[type]/[id]` (https://hl7.org/fhir/R4/http.html#update). */
export async function update<T extends FhirResource>(
  send: Send,
  resource: T,
  { ifMatch, ifNoneMatch, ...options }: UpdateOptions = {},
): Promise<Written<T>> {
  const { resourceType, id } = requireLiteralReference(`${resource.resourceType}/${resource.id ?? ''}`);
  const headers: Record<string, string> = {};
  if (ifMatch !== undefined) headers['If-Match'] = `W/"${ifMatch}"`;
  if (ifNoneMatch !== undefined) headers['If-None-Match'] = ifNoneMatch;
  const answer = await send(
    { method: 'PUT', path: `${resourceType}/${id}`, body: resource, headers },
    options,
  );
  return writtenOf(answer, { resourceType, id });
}
