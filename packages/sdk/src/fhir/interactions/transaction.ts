import type { Bundle } from 'fhir/r4';
import { SamspilError } from '../../errors.ts';
import { notFhir } from '../request.ts';
import type { RequestOptions, Send } from '../request.ts';

/** `POST [base]` with a transaction: all or nothing (https://hl7.org/fhir/R4/http.html#transaction). */
export async function transaction(send: Send, bundle: Bundle, options?: RequestOptions): Promise<Bundle> {
  if (bundle.type !== 'transaction') {
    throw new SamspilError('invalid-request', 'Only a Bundle of type transaction is all or nothing.');
  }
  const { body, status } = await send({ method: 'POST', path: '', body: bundle }, options);
  if (body?.resourceType !== 'Bundle') throw notFhir(status);
  return body;
}
