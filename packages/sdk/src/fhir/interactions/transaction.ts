import type { Bundle } from 'fhir/r4';
import { SamspilError } from '../../errors.ts';
import { notFhir } from '../request.ts';
import type { RequestOptions, Send } from '../request.ts';

/** Options of a transaction. */
export interface TransactionOptions extends RequestOptions {
  /**
   * Sent as `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header-07, a structured-field string) to a server that is
   * known to keep it. Repeat the same bytes under the same key only. Letters, digits and `- . _ :`.
   */
  idempotencyKey?: string;
}

/** `POST [base]` with a transaction: all or nothing (https://hl7.org/fhir/R4/http.html#transaction). */
export async function transaction(
  send: Send,
  bundle: Bundle,
  options: TransactionOptions = {},
): Promise<Bundle> {
  if (bundle.type !== 'transaction') {
    throw new SamspilError('invalid-request', 'Only a Bundle of type transaction is all or nothing.');
  }
  const { idempotencyKey: key } = options;
  const headers: Record<string, string> = key === undefined ? {} : { 'Idempotency-Key': `"${key}"` };
  const { body, status } = await send({ method: 'POST', path: '', body: bundle, headers }, options);
  if (body?.resourceType !== 'Bundle') throw notFhir(status);
  return body;
}
