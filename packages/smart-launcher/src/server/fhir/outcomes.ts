import { OperationOutcomeError } from '@medplum/core';
import type { OperationOutcome, OperationOutcomeIssue } from '@medplum/fhirtypes';

/** System of the codes that say why access was denied. */
export const DENIAL_SYSTEM = 'urn:samspil:denial';

/**
 * Why access was denied, for programs:
 * - `no-token`, `invalid-token`: 401
 * - `missing-scope`: no granted scope permits this interaction on this type or record
 * - `other-patient`: the token is for one patient, the record is another's
 */
export type Denial = 'no-token' | 'invalid-token' | 'missing-scope' | 'other-patient';

type IssueCode = OperationOutcomeIssue['code'];

/** The HTTP status rides in the outcome's id, as `@medplum/core` does it; it is taken off before the answer is sent. */
const STATUS_BY_ID: Readonly<Record<string, number>> = {
  ok: 200,
  created: 201,
  accepted: 202,
  'not-modified': 304,
  unauthorized: 401,
  forbidden: 403,
  'not-found': 404,
  'method-not-allowed': 405,
  'not-acceptable': 406,
  conflict: 409,
  gone: 410,
  'precondition-failed': 412,
  'multiple-matches': 412,
  'too-large': 413,
  'unsupported-media-type': 415,
  unprocessable: 422,
  'server-error': 500,
};

/** The HTTP status an outcome stands for; 400 when it says nothing else. */
export function statusOf(outcome: OperationOutcome): number {
  const known = STATUS_BY_ID[outcome.id ?? ''];
  return known ?? (outcome.issue[0]?.code === 'exception' ? 500 : 400);
}

/** An error that carries an OperationOutcome. `text` is for developers and never holds anything of a patient. */
function failure(
  id: string | undefined,
  code: IssueCode,
  text: string,
  more: { expression?: string; denial?: Denial } = {},
): OperationOutcomeError {
  const issue: OperationOutcomeIssue = {
    severity: 'error',
    code,
    details: { ...(more.denial && { coding: [{ system: DENIAL_SYSTEM, code: more.denial }] }), text },
    ...(more.expression && { expression: [more.expression] }),
  };
  return new OperationOutcomeError({ resourceType: 'OperationOutcome', ...(id && { id }), issue: [issue] });
}

/** 400: the request is no FHIR request. */
export const invalid = (text: string, expression?: string) =>
  failure(undefined, 'invalid', text, expression === undefined ? {} : { expression });
/** 400: a FHIR request that this server does not support; it says so instead of doing something else. */
export const notSupported = (text: string) => failure(undefined, 'not-supported', text);
/** 401 */
export const unauthorized = (denial: Denial, text: string) =>
  failure('unauthorized', 'login', text, { denial });
/** 403 */
export const forbidden = (denial: Denial, text: string) =>
  failure('forbidden', 'forbidden', text, { denial });
/** 404 */
export const notFound = (text = 'There is no such resource.') => failure('not-found', 'not-found', text);
/** 405 */
export const methodNotAllowed = (text: string) => failure('method-not-allowed', 'not-supported', text);
/** 406 */
export const notAcceptable = () =>
  failure('not-acceptable', 'not-supported', 'This server answers in JSON: ask for application/fhir+json.');
/** 409 */
export const conflict = (text: string) => failure('conflict', 'conflict', text);
/** 410 */
export const gone = () => failure('gone', 'deleted', 'The resource was deleted.');
/** 412 */
export const preconditionFailed = (text: string) => failure('precondition-failed', 'conflict', text);
/** 413 */
export const tooLarge = (text: string) => failure('too-large', 'too-long', text);
/** 415 */
export const unsupportedMediaType = (text: string) =>
  failure('unsupported-media-type', 'not-supported', text);
/** 422: well-formed, but not what R4 says the resource looks like, or a rule of this server. */
export const unprocessable = (text: string, expression?: string) =>
  failure('unprocessable', 'invalid', text, expression === undefined ? {} : { expression });
/** 500: says nothing about the cause; that went to `onError`. */
export const serverError = () =>
  failure('server-error', 'exception', 'The server failed. Nothing of this request was stored.');
