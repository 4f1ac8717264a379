import type { SamspilErrorCode } from '../errors.ts';

/**
 * What each refusal of a FHIR server means, in one place: the code that the rest of the SDK tests, and whether the status
 * means the same when a proxy says it. What follows for a stored write hangs on the code alone, in
 * `offline/send/answers/consequences.ts`; both tables stand in words in `docs/guide/offline.md`, and a test compares them.
 */
const STATUSES: Readonly<Record<number, { code: SamspilErrorCode; isFromAnybody?: true }>> = {
  400: { code: 'rejected' },
  401: { code: 'needs-login', isFromAnybody: true },
  403: { code: 'denied' },
  404: { code: 'not-found' },
  // The proxy between wants its own sign-in: nothing reached the server.
  407: { code: 'invalid-response', isFromAnybody: true },
  408: { code: 'server', isFromAnybody: true },
  409: { code: 'conflict' },
  410: { code: 'gone' },
  412: { code: 'conflict' },
  413: { code: 'rejected', isFromAnybody: true },
  422: { code: 'rejected' },
  // Locked for now, by somebody's open edit.
  423: { code: 'server' },
  425: { code: 'server', isFromAnybody: true },
  // The server wants a condition on writes that have none; repeating the same cannot help.
  428: { code: 'rejected' },
  429: { code: 'server', isFromAnybody: true },
  500: { code: 'server', isFromAnybody: true },
  // It will not learn it by being asked again.
  501: { code: 'rejected' },
  502: { code: 'server', isFromAnybody: true },
  503: { code: 'server', isFromAnybody: true },
  504: { code: 'server', isFromAnybody: true },
  // "Network authentication required" (RFC 6585 §6): a captive portal that owns up to it.
  511: { code: 'invalid-response', isFromAnybody: true },
};

/** Every status that has an entry of its own, ascending. */
export const KNOWN_STATUSES: readonly number[] = Object.keys(STATUSES).map(Number);

/**
 * The code of an answer that is not a success.
 * @param isWebPage a web page came in place of FHIR: a captive portal or a proxy spoke, and must not condemn a write
 */
export function codeOfStatus(status: number, isWebPage: boolean): SamspilErrorCode {
  const known = STATUSES[status];
  if (known) return isWebPage && !known.isFromAnybody ? 'invalid-response' : known.code;
  if (status >= 500) return 'server';
  if (status < 400 || isWebPage) return 'invalid-response';
  return 'rejected';
}
