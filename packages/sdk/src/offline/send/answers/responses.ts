import type { Bundle, BundleEntryResponse } from 'fhir/r4';
import type { FhirResponseError } from '../../../errors.ts';
import type { WriteResult } from '../../entry.ts';
import type { Line } from '../bundle.ts';
import { consequenceOf } from './consequences.ts';
// The error table and the reading of locations are FHIR's; the FHIR room keeps them for single requests as well.
import { failureOf } from '../../../fhir/outcomes/outcomes.ts';
import { versionOf } from '../../../fhir/request.ts';
import { locationParts } from '../../../fhir/interactions/written.ts';

/** What a transaction's answer says, line by line. */
export interface TransactionResults {
  /** By the line's own reference. Lines that the answer does not tell about are missing. */
  found: Map<string, WriteResult>;
  /**
   * The refusal that weighs most, from a server that answers 200 with refused lines inside: one that a person must look
   * at before one that may pass.
   */
  failure: FhirResponseError | undefined;
  /** Whether any line was refused because of versions, which may be our own effect. */
  hasConflict: boolean;
}

/**
 * Reads a `transaction-response`. Nothing is assumed about the number or the order of its entries beyond what they say
 * themselves: a line is met by its address, or by its position if the answer is as long as the question.
 */
export function resultsOf(lines: readonly Line[], answer: Bundle): TransactionResults {
  const responses = (answer.entry ?? []).map(({ response }) => response);
  const failures = responses.flatMap((response) =>
    response && !isSuccess(response) ? [failureOfLine(response)] : [],
  );
  const found = new Map<string, WriteResult>();
  lines.forEach((line, index) => {
    const positional = responses.length === lines.length ? responses[index] : undefined;
    const result = resultOf(line, responses, positional);
    if (result) found.set(line.write.reference, result);
  });
  const failure = failures.find(({ code }) => consequenceOf(code) === 'park') ?? failures[0];
  const hasConflict = failures.some(({ code }) => consequenceOf(code) === 'compare');
  return { found, failure, hasConflict };
}

function resultOf(
  line: Line,
  responses: readonly (BundleEntryResponse | undefined)[],
  positional: BundleEntryResponse | undefined,
): WriteResult | undefined {
  const resourceType = line.write.reference.split('/', 1)[0] ?? '';
  for (const response of line.reference === undefined ? [positional] : [...responses, positional]) {
    if (response && !isSuccess(response)) continue;
    const place = locationParts(response?.location, resourceType);
    // An update may be answered without an address; its position is then all there is.
    const isAtPosition = response !== undefined && response === positional && response.location === undefined;
    const id = place?.id ?? (isAtPosition ? line.reference?.split('/')[1] : undefined);
    if (id === undefined || (line.reference !== undefined && line.reference !== `${resourceType}/${id}`))
      continue;
    // A conditional create that met what is there says which version that is now, not which one was ours.
    const isMet = line.entry.request?.method === 'POST' && /^200/.test(response?.status ?? '');
    const versionId = isMet ? undefined : (versionOf(response?.etag) ?? place?.versionId);
    return { reference: `${resourceType}/${id}`, ...(versionId === undefined ? {} : { versionId }) };
  }
  return undefined;
}

function isSuccess({ status }: BundleEntryResponse): boolean {
  return /^2\d\d/.test(status);
}

function failureOfLine({ status, outcome }: BundleEntryResponse): FhirResponseError {
  const code = Number.parseInt(status, 10);
  return failureOf({
    status: Number.isNaN(code) ? 500 : code,
    body: outcome,
    isWebPage: false,
    retryAfterMs: undefined,
  });
}
