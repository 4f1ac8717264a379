import { SamspilError } from './samspil-error.ts';

/**
 * Every error the SDK raises is a {@link SamspilError} with a `code`. Test the code, not the class: `instanceof` fails
 * across bundles and frames, a code survives `postMessage`. Messages say what to do next and never carry patient data,
 * identifiers or tokens; the words a clinician sees come from the locale files under `error.<code>`.
 */
export type SamspilErrorCode =
  // context and access
  | 'stale-context' // the lease has ended: take the new context and ask again
  | 'no-context' // no patient is open
  | 'wrong-patient' // the request or the resource belongs to another patient
  | 'denied' // scopes, capability or policy do not allow it
  | 'needs-login' // the session is over: sign in again; nothing stored is lost
  // bridge
  | 'timeout' // no answer within the deadline
  | 'closed' // the other side is gone
  | 'protocol' // a message does not fit the contract
  | 'handshake-timeout' // the plugin never said hello
  | 'crashed' // the plugin threw something that nobody caught
  | 'navigated-away' // the plugin's frame left its page
  | 'not-isolated' // the frame would share the host's site or origin
  | 'version-mismatch' // the two sides speak no common version
  | 'too-many-requests' // a limit was passed: slow down
  | 'too-much-memory' // the plugin keeps more than its budget allows
  | 'invalid-manifest' // the manifest does not fit its schema
  // which plugins this site runs
  | 'untrusted' // a signature or hash does not fit, or its key is not trusted
  | 'revoked' // this version was called back
  | 'stale-registry' // whether it was revoked cannot be known any more: reads go on, writes wait
  | 'disabled' // switched off by this site, or past its last day
  | 'needs-approval' // it asks for more than this site approved
  // launch (SMART App Launch 2.2)
  | 'unknown-issuer' // `iss` is not on the list of servers this app trusts
  | 'launch-state' // `state` is missing, unknown or used
  | 'launch-denied' // the person or the server said no
  | 'launch-expired' // the code or the launch was too old
  | 'launch-audience' // the server does not accept this FHIR base as `aud`
  | 'launch-discovery' // the server's SMART configuration could not be read or lacks PKCE S256
  | 'launch-failed' // any other answer of the authorization server
  // FHIR
  | 'not-found'
  | 'gone'
  | 'conflict' // somebody else changed the record: 409, or 412 that is not our own effect
  | 'rejected' // the server says the content is wrong: 400, 422
  | 'invalid-request' // the caller's own arguments do not make a FHIR request
  | 'invalid-response' // what came back is not FHIR, for example a login page
  | 'server' // 5xx: the server failed; what is stored is sent later
  | 'network' // no answer; whether it arrived is unknown
  | 'server-restored' // the server confirmed a write and has lost it since, as after a restored backup
  // store
  | 'storage-full'
  | 'storage-blocked' // the browser gives no storage here
  | 'storage-damaged'
  | 'storage-lost' // the browser lost a stored write before it was received
  | 'storage-locked' // the keys are not released: sign in
  | 'not-held' // the server cannot be reached, and this is not on the device: nothing is said about whether it exists
  | 'unsupported-offline' // only a server can answer this search
  // clinical input
  | 'implausible-value' // outside the physiologically possible
  | 'incomplete'
  | 'aborted'
  | 'unexpected';

export { SamspilError };

/** Something on a FHIR server said no. Carries the status and the OperationOutcome's coded parts, never its narrative. */
export class FhirResponseError extends SamspilError {
  override name = 'FhirResponseError';
  /** HTTP status. */
  readonly status: number;
  /** `OperationOutcome.issue` reduced to what is safe to show: severity, code, expression. */
  readonly issues: readonly OutcomeIssue[];
  /** How long the server asks us to wait, in milliseconds (RFC 9110 §10.2.3). */
  readonly retryAfterMs: number | undefined;
  /** Private, so that no log, no clone and no port takes it along: it may name the patient. */
  readonly #words: readonly (string | undefined)[];

  constructor(
    code: SamspilErrorCode,
    message: string,
    details: {
      status: number;
      issues?: readonly OutcomeIssue[];
      words?: readonly (string | undefined)[];
      retryAfterMs?: number;
      cause?: unknown;
    },
  ) {
    super(code, message, { cause: details.cause });
    this.#words = details.words ?? [];
    this.status = details.status;
    this.issues = details.issues ?? [];
    this.retryAfterMs = details.retryAfterMs;
  }

  /** What the server said of each issue, in its own words. For the person who corrects the write, and nobody else. */
  words(): readonly (string | undefined)[] {
    return this.#words;
  }
}

/** One issue of an OperationOutcome without free text. `expression` holds FHIRPaths such as `Observation.value`. */
export interface OutcomeIssue {
  severity: string;
  code: string;
  expression: readonly string[];
}

/** The authorization server refused. `error` is its registered OAuth code (RFC 6749 §4.1.2.1, §5.2). */
export class AuthorizationError extends SamspilError {
  override name = 'AuthorizationError';
  readonly error: string;

  constructor(code: SamspilErrorCode, message: string, details: { error: string; cause?: unknown }) {
    super(code, message, { cause: details.cause });
    this.error = details.error;
  }
}

/** A manifest, or other structured input, does not fit. `faults` names the path and the fault of each point. */
export class ValidationError extends SamspilError {
  override name = 'ValidationError';
  readonly faults: readonly { path: string; fault: string }[];

  constructor(
    code: SamspilErrorCode,
    message: string,
    faults: readonly { path: string; fault: string }[],
    options?: ErrorOptions,
  ) {
    super(code, message, options);
    this.faults = faults;
  }
}

export type AnySamspilError = SamspilError | FhirResponseError | AuthorizationError | ValidationError;

/** True for an error of ours, also one from another copy of the SDK or revived from a message. */
export function isSamspilError(value: unknown): value is AnySamspilError {
  return (
    value instanceof Error &&
    typeof (value as { code?: unknown }).code === 'string' &&
    value.name.endsWith('Error')
  );
}
