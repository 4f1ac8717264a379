import type { FhirResource } from 'fhir/r4';
import { requireLiteralReference } from '../literal-reference.ts';
import type { RequestOptions, Send } from '../request.ts';
import { writtenOf } from './written.ts';
import type { Written } from './written.ts';

/** One step of a JSON Patch (RFC 6902 §4). */
export type JsonPatchOperation =
  | { op: 'add' | 'replace' | 'test'; path: string; value: unknown }
  | { op: 'remove'; path: string }
  | { op: 'move' | 'copy'; from: string; path: string };

/** Options of {@link patch}. */
export interface PatchOptions extends RequestOptions {
  /** Version id the patch was made for. Positions in arrays mean nothing without it. */
  ifMatch?: string;
}

/** `PATCH [base]/[type]/[id]` with a JSON Patch (https://hl7.org/fhir/R4/http.html#patch). */
export async function patch<T extends FhirResource = FhirResource>(
  send: Send,
  reference: string,
  operations: readonly JsonPatchOperation[],
  { ifMatch, ...options }: PatchOptions = {},
): Promise<Written<T>> {
  const { resourceType, id } = requireLiteralReference(reference);
  const headers: Record<string, string> = ifMatch === undefined ? {} : { 'If-Match': `W/"${ifMatch}"` };
  const request = { method: 'PATCH', path: `${resourceType}/${id}`, body: operations, headers } as const;
  const answer = await send({ ...request, contentType: 'application/json-patch+json' }, options);
  return writtenOf(answer, { resourceType, id });
}
