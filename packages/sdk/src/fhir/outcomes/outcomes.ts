import { FhirResponseError } from '../../errors.ts';
import type { OutcomeIssue, SamspilErrorCode } from '../../errors.ts';
import { codeOfStatus } from '../statuses.ts';

/** What an answer that is not a success says, before it becomes an error. */
export interface FailedAnswer {
  /** HTTP status. */
  status: number;
  /** Parsed JSON, or undefined when the body is something else. */
  body: unknown;
  /** A web page instead of FHIR: a captive portal or a proxy spoke, not the server. */
  isWebPage: boolean;
  retryAfterMs: number | undefined;
}

const ADVICE: Partial<Record<SamspilErrorCode, string>> = {
  'needs-login': 'Sign in again, then repeat.',
  denied: 'Ask for the scopes this needs, or leave it out.',
  'not-found': 'Check that the record exists on this server.',
  gone: 'The record was deleted; do not ask again.',
  conflict: 'Read the present version and decide what to keep.',
  rejected: 'Correct the elements that `issues` names.',
  server: 'Try again later; wait `retryAfterMs` if it is set.',
  'invalid-response': 'Something else than the FHIR server answered; check the network and the base URL.',
};

/**
 * The error for an answer that is not a success. The status decides; a web page in place of FHIR is `invalid-response`,
 * so that a captive portal's 403 does not condemn a write. The message holds the status and advice, nothing of the body.
 */
export function failureOf(answer: FailedAnswer): FhirResponseError {
  const code = codeOfStatus(answer.status, answer.isWebPage);
  const message = `The FHIR server answered ${answer.status}. ${ADVICE[code] ?? ''}`.trimEnd();
  const details = {
    status: answer.status,
    issues: issuesOf(answer.body),
    words: wordsOf(answer.body),
  };
  return new FhirResponseError(
    code,
    message,
    answer.retryAfterMs === undefined ? details : { ...details, retryAfterMs: answer.retryAfterMs },
  );
}

/** A FHIR code; anything else in a coded element could be free text, and is dropped. */
const CODE = /^[a-z][a-z-]{0,63}$/;
/**
 * A path of element names, with `ofType(Quantity)` where the type is named. Expressions with literals
 * (`where(value = '…')`) could carry patient data.
 */
const ELEMENT_PATH = /^[A-Za-z]+(\.(ofType\([A-Za-z]+\)|[A-Za-z]+(\[(?:\d+|x)\]|\(\))?)(\[\d+\])?)*$/;
/** A comment in a path: some servers write the id of the resource there. */
const COMMENT = /\/\*[^*]*\*\//g;
/** Of the words about one issue, in UTF-16 units. */
const MAX_WORDS = 500;

/**
 * `OperationOutcome.issue` reduced to severity, code and element paths
 * (https://hl7.org/fhir/R4/operationoutcome.html). Empty when `body` is no OperationOutcome.
 */
export function issuesOf(body: unknown): OutcomeIssue[] {
  return issueRecords(body).map((issue) => ({
    severity: coded(issue['severity'], 'error'),
    code: coded(issue['code'], 'unknown'),
    expression: elementPaths(issue['expression'] ?? issue['location']),
  }));
}

/**
 * What the server says of each issue, in the order of {@link issuesOf}: `details.text`, else `diagnostics`, one line of
 * plain text. It may repeat what was sent, and so belongs to nobody but the person who corrects it.
 */
export function wordsOf(body: unknown): (string | undefined)[] {
  return issueRecords(body).map(({ details, diagnostics }) => {
    const text = isRecord(details) ? (details['text'] ?? diagnostics) : diagnostics;
    if (typeof text !== 'string') return undefined;
    const line = text.replace(/[\s\p{C}]+/gu, ' ').trim();
    return line === '' ? undefined : line.slice(0, MAX_WORDS);
  });
}

function issueRecords(body: unknown): Record<string, unknown>[] {
  if (!isRecord(body) || body['resourceType'] !== 'OperationOutcome' || !Array.isArray(body['issue']))
    return [];
  return body['issue'].filter(isRecord);
}

function coded(value: unknown, fallback: string): string {
  return typeof value === 'string' && CODE.test(value) ? value : fallback;
}

function elementPaths(value: unknown): string[] {
  if (!Array.isArray(value)) return [];
  return value
    .filter((path): path is string => typeof path === 'string')
    .map((path) => path.replaceAll(COMMENT, ''))
    .filter((path) => ELEMENT_PATH.test(path));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
