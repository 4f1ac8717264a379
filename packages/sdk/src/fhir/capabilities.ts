import type { CapabilityStatement, CapabilityStatementRestResource } from 'fhir/r4';
import { notFhir } from './request.ts';
import type { RequestOptions, Send } from './request.ts';

/** `GET [base]/metadata` (https://hl7.org/fhir/R4/http.html#capabilities). Not kept: the caller decides how long it holds. */
export async function capabilities(send: Send, options?: RequestOptions): Promise<CapabilityStatement> {
  const { body, status } = await send({ method: 'GET', path: 'metadata' }, options);
  if (body?.resourceType !== 'CapabilityStatement') throw notFhir(status);
  return body;
}

/** What the server says it can do with one resource type; undefined when it does not name the type. */
export function capabilityOf(
  statement: CapabilityStatement,
  resourceType: string,
): CapabilityStatementRestResource | undefined {
  const rest = statement.rest?.find(({ mode }) => mode === 'server');
  return rest?.resource?.find(({ type }) => type === resourceType);
}
