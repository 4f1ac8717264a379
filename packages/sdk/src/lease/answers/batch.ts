import type { Bundle, BundleEntry, FhirResource, OperationOutcome } from 'fhir/r4';
import { isSamspilError } from '../../errors.ts';
import type { FhirResponseError, SamspilErrorCode } from '../../errors.ts';
import type { Asked, AskedBatch } from '../requests/asked.ts';

/** System of the codes in an OperationOutcome that we write; they are the codes of {@link SamspilErrorCode}. */
export const ERROR_CODE_SYSTEM = 'urn:samspil:error';

/** As many as a browser sends to one HTTP/1.1 server at a time: more would only wait in its queue. */
const AT_ONCE = 6;

const STATUS: Partial<Record<SamspilErrorCode, string>> = {
  'invalid-request': '400',
  rejected: '400',
  'needs-login': '401',
  denied: '403',
  'wrong-patient': '403',
  'not-found': '404',
  gone: '410',
  timeout: '504',
  network: '504',
};
const ISSUE: Readonly<Record<string, OperationOutcome['issue'][number]['code']>> = {
  '400': 'invalid',
  '401': 'login',
  '403': 'forbidden',
  '404': 'not-found',
  '410': 'deleted',
  '504': 'timeout',
};

/**
 * Answers a batch: each entry on its own, in its place. One that is refused gets an OperationOutcome without having
 * reached the server, and the others go on (https://hl7.org/fhir/R4/http.html#transaction).
 *
 * The entries are not sent as a batch but one by one, so that each is shared with whoever else asks for the same.
 *
 * @throws what ends them all: `stale-context`, `aborted`, `closed`
 */
export async function answerBatch(
  { entries }: AskedBatch,
  answer: (asked: Asked) => Promise<FhirResource>,
): Promise<Bundle<FhirResource>> {
  const answered: BundleEntry<FhirResource>[] = [];
  let next = 0;
  const work = async () => {
    for (let index = next++; index < entries.length; index = next++)
      answered[index] = await answerEntry(entries[index] as AskedBatch['entries'][number], answer);
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, entries.length) }, work));
  return { resourceType: 'Bundle', type: 'batch-response', entry: answered };
}

async function answerEntry(
  asked: AskedBatch['entries'][number],
  answer: (asked: Asked) => Promise<FhirResource>,
): Promise<BundleEntry<FhirResource>> {
  try {
    if (asked instanceof Error) throw asked;
    return { resource: await answer(asked), response: { status: '200' } };
  } catch (error) {
    if (!isSamspilError(error)) return failed('unexpected');
    if (error.code === 'stale-context' || error.code === 'aborted' || error.code === 'closed') throw error;
    const { status } = error as FhirResponseError;
    return failed(error.code, typeof status === 'number' && status >= 400 ? String(status) : undefined);
  }
}

function failed(code: SamspilErrorCode, said?: string): BundleEntry<FhirResource> {
  const status = STATUS[code] ?? said ?? '500';
  const outcome: OperationOutcome = {
    resourceType: 'OperationOutcome',
    issue: [
      {
        severity: 'error',
        code: ISSUE[status] ?? 'exception',
        details: { coding: [{ system: ERROR_CODE_SYSTEM, code }] },
      },
    ],
  };
  return { response: { status, outcome } };
}
