import type { OperationOutcomeIssue } from 'fhir/r4';
import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * How a server fails, for tests of clients:
 * - `offline`: the connection dies before the request is read
 * - `lost-answer`: the request is carried out, then the connection dies before the first byte of the answer
 * - `html`: a page in place of FHIR, as a proxy's login does it
 * - `beforeAnswer`: the request is carried out, and the answer waits for a promise
 * - a status with an OperationOutcome, whose issue may say more, and `Retry-After` in seconds
 */
export type Fault =
  | 'offline'
  | 'lost-answer'
  | 'html'
  | HeldAnswer
  | {
      readonly status: number;
      readonly retryAfter?: number;
      readonly issue?: Partial<OperationOutcomeIssue>;
    };

/** Carried out and committed; the answer is sent when the promise resolves. */
export interface HeldAnswer {
  readonly beforeAnswer: () => Promise<void>;
}

const LOGIN_PAGE = '<!doctype html><title>Sign in</title><h1>Sign in</h1><p>Your session has ended.</p>';

/** Answers in place of the server. True when the request is done with. */
export function injectFault(
  fault: Fault | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  if (fault === undefined || fault === 'lost-answer' || isHeld(fault)) return false;
  if (fault === 'offline') {
    request.socket.destroy();
    return true;
  }
  request.resume();
  if (fault === 'html') {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(LOGIN_PAGE);
    return true;
  }
  const retryAfter = fault.retryAfter === undefined ? {} : { 'Retry-After': String(fault.retryAfter) };
  const outcome = {
    resourceType: 'OperationOutcome',
    issue: [
      {
        severity: 'error',
        code: 'processing',
        details: { text: 'A fault that the simulator was told to make.' },
        ...fault.issue,
      },
    ],
  };
  response
    .writeHead(fault.status, { 'Content-Type': 'application/fhir+json; charset=utf-8', ...retryAfter })
    .end(JSON.stringify(outcome));
  return true;
}

/** True for an answer that waits. */
export function isHeld(fault: Fault | undefined): fault is HeldAnswer {
  return typeof fault === 'object' && 'beforeAnswer' in fault;
}
