import { ErrorResponse, OidcClient, WebStorageStateStore } from 'oidc-client-ts';
import { AuthorizationError, SamspilError } from '../errors.ts';
import type { SamspilErrorCode } from '../errors.ts';
import type { SmartConfiguration } from './discovery.ts';
import { discover } from './discovery.ts';
import { verifyIdToken } from './id-token.ts';
import type { LaunchOptions } from './launch-options.ts';
import { storageOf } from './launch-options.ts';
import type { SessionRecord } from './session.ts';
import { SmartSession, storeSession } from './session.ts';

/** Survives the way to the authorization server and back, bound to `state`. */
interface LaunchState {
  fhirBaseUrl: string;
  nonce: string;
  isEhrLaunch: boolean;
  /** Milliseconds since the epoch. */
  startedAt: number;
}

/** A launch that takes longer than this was left lying about. */
const MAX_LAUNCH_MS = 600_000;
const STATE_PREFIX = 'samspil.launch.';

/** True when the address is an answer of an authorization server (RFC 6749 §4.1.2). */
export function isLaunchAnswer(url: URL): boolean {
  return url.searchParams.has('state') || url.searchParams.has('code') || url.searchParams.has('error');
}

/**
 * Sends the browser to the authorization server: PKCE S256, a fresh `state` and `nonce`, `aud` = FHIR base.
 *
 * @throws `unknown-issuer`, `launch-discovery`, `launch-failed`, `storage-blocked`
 * @see https://hl7.org/fhir/smart-app-launch/app-launch.html#obtain-authorization-code
 */
export async function startLaunch(options: LaunchOptions): Promise<void> {
  assertTrusted(options.fhirBaseUrl, options.trustedIssuers);
  const configuration = await discover(options.fhirBaseUrl, options.runtime);
  const nonce = options.runtime.randomUUID();
  const state: LaunchState = {
    fhirBaseUrl: options.fhirBaseUrl,
    nonce,
    isEhrLaunch: options.launch !== undefined,
    startedAt: options.runtime.now(),
  };
  const url = await authorizationUrl(options, configuration, state);
  const navigate = options.navigate ?? ((address: string) => globalThis.location.assign(address));
  navigate(url);
}

async function authorizationUrl(
  options: LaunchOptions,
  configuration: SmartConfiguration,
  state: LaunchState,
): Promise<string> {
  try {
    const request = await oidcClient(options, configuration).createSigninRequest({
      state,
      nonce: state.nonce,
      ...(options.uiLocales && { ui_locales: options.uiLocales }),
      extraQueryParams: { aud: options.fhirBaseUrl, ...(options.launch && { launch: options.launch }) },
    });
    return request.url;
  } catch (error) {
    throw launchError(error);
  }
}

/**
 * Exchanges the code of an answer for a session and keeps it for this tab.
 *
 * @throws `launch-state`, `launch-denied`, `launch-expired`, `launch-audience`, `launch-failed`, `unknown-issuer`,
 *   `launch-discovery`, `storage-blocked`
 */
export async function completeLaunch(options: LaunchOptions, url: URL): Promise<SmartSession> {
  const state = peekState(options, url);
  assertTrusted(state.fhirBaseUrl, options.trustedIssuers);
  const configuration = await discover(state.fhirBaseUrl, options.runtime);
  assertAnswerOf(configuration, url);
  const client = oidcClient({ ...options, fhirBaseUrl: state.fhirBaseUrl }, configuration);
  try {
    const response = await client.processSigninResponse(url.href);
    const claims = response.id_token
      ? await verifyIdToken(
          response.id_token,
          configuration,
          { clientId: options.clientId, nonce: state.nonce },
          options.runtime,
        )
      : undefined;
    const record: SessionRecord = {
      fhirBaseUrl: state.fhirBaseUrl,
      isEhrLaunch: state.isEhrLaunch,
      tokens: wireTokens(response as unknown as Record<string, unknown>, options),
      ...(typeof claims?.fhirUser === 'string' && {
        fhirUser: relativeReference(claims.fhirUser, state.fhirBaseUrl),
      }),
      ...(response.id_token && { idToken: response.id_token }),
    };
    storeSession(options, record);
    return new SmartSession(options, record, configuration);
  } catch (error) {
    throw launchError(error);
  }
}

function oidcClient(options: LaunchOptions, configuration: SmartConfiguration): OidcClient {
  return new OidcClient({
    // With the metadata given, nothing is discovered a second time; `issuer` may be absent without OpenID.
    authority: configuration.issuer ?? options.fhirBaseUrl,
    metadata: { ...configuration, issuer: configuration.issuer ?? options.fhirBaseUrl } as never,
    client_id: options.clientId,
    redirect_uri: options.redirectUri,
    scope: options.scope,
    stateStore: new WebStorageStateStore({ prefix: STATE_PREFIX, store: storageOf(options) }),
    fetchRequestCredentials: 'omit',
  });
}

/** Reads what {@link startLaunch} kept, before anything is sent: an answer nobody asked for goes no further. */
function peekState(options: LaunchOptions, url: URL): LaunchState {
  const key = url.searchParams.get('state');
  const kept = key ? storageOf(options).getItem(STATE_PREFIX + key) : null;
  const data = kept ? parseState(kept) : undefined;
  if (!data) {
    throw new SamspilError(
      'launch-state',
      'The answer fits no launch of this tab: open the app anew from the workplace or its start page.',
    );
  }
  if (options.runtime.now() - data.startedAt > MAX_LAUNCH_MS) {
    storageOf(options).removeItem(STATE_PREFIX + key);
    throw new SamspilError('launch-expired', ADVICE['launch-expired'] ?? '');
  }
  return data;
}

/** Undefined for what another program left under our key. */
function parseState(text: string): LaunchState | undefined {
  try {
    const { data } = JSON.parse(text) as { data?: Partial<LaunchState> };
    return typeof data?.fhirBaseUrl === 'string' && typeof data.startedAt === 'number'
      ? (data as LaunchState)
      : undefined;
  } catch {
    return undefined;
  }
}

/**
 * A server that names itself in its answer must be the one that was asked, or a code of one server would be handed to
 * another. One that promises to name itself must do so (RFC 9207 §2.4).
 *
 * @throws `launch-failed`
 */
function assertAnswerOf(configuration: SmartConfiguration, url: URL): void {
  const { issuer, authorization_response_iss_parameter_supported: mustBeNamed } = configuration;
  const named = url.searchParams.get('iss');
  if (named === null ? mustBeNamed !== true : issuer === undefined || named === issuer) return;
  throw new SamspilError(
    'launch-failed',
    'The answer comes from another server than the one that was asked.',
  );
}

/** @throws `unknown-issuer` */
function assertTrusted(issuer: string, trusted: readonly string[]): void {
  if (trusted.includes(issuer)) return;
  throw new SamspilError(
    'unknown-issuer',
    'The server that asks for this launch is not on the list of this app: add it to trustedIssuers if it should be.',
  );
}

/** The token response with SMART's launch context, by wire names. */
function wireTokens(response: Record<string, unknown>, options: LaunchOptions): SessionRecord['tokens'] {
  const { access_token, refresh_token, scope, expires_in, patient, encounter } = response;
  const { need_patient_banner, smart_style_url } = response;
  if (typeof access_token !== 'string') {
    throw new SamspilError('launch-failed', 'The token response holds no access token.');
  }
  return {
    access_token,
    ...(typeof refresh_token === 'string' && { refresh_token }),
    // RFC 6749 §5.1: absent means as asked for.
    scope: typeof scope === 'string' ? scope : options.scope,
    expiresAt: options.runtime.now() + (typeof expires_in === 'number' ? expires_in : 300) * 1000,
    ...(typeof patient === 'string' && { patient }),
    ...(typeof encounter === 'string' && { encounter }),
    ...(typeof need_patient_banner === 'boolean' && { need_patient_banner }),
    ...(typeof smart_style_url === 'string' && { smart_style_url }),
  };
}

function relativeReference(fhirUser: string, fhirBaseUrl: string): string {
  const base = fhirBaseUrl.replace(/\/?$/, '/');
  return fhirUser.startsWith(base) ? fhirUser.slice(base.length) : fhirUser;
}

const CODES: Readonly<Record<string, SamspilErrorCode>> = {
  access_denied: 'launch-denied',
  consent_required: 'launch-denied',
  invalid_grant: 'launch-expired',
  invalid_target: 'launch-audience',
};

const ADVICE: Partial<Record<SamspilErrorCode, string>> = {
  'launch-denied': 'Access was refused. Open the app again to be asked anew.',
  'launch-expired': 'The launch took too long or was used before. Open the app again.',
  'launch-audience':
    'The authorization server does not know this FHIR server. Check the address the app was given.',
};

/** The server's own description may quote the request, so only its registered code is kept. */
export function launchError(error: unknown): SamspilError {
  if (error instanceof SamspilError) return error;
  if (error instanceof ErrorResponse) {
    const registered = error.error ?? 'server_error';
    const namesAudience = registered === 'invalid_request' && /\baud\b/.test(error.error_description ?? '');
    const code = namesAudience ? 'launch-audience' : (CODES[registered] ?? 'launch-failed');
    return new AuthorizationError(code, ADVICE[code] ?? 'The authorization server refused the launch.', {
      error: registered,
    });
  }
  // No cause but its kind: the library's texts repeat what the server sent, and what it sent may be a token.
  const cause = error instanceof Error ? error.name : undefined;
  if (error instanceof Error && /state/i.test(error.message)) {
    return new SamspilError('launch-state', 'The answer fits no launch of this tab: open the app anew.', {
      cause,
    });
  }
  return new SamspilError(
    'launch-failed',
    'The launch could not be finished: is the server running, and does it answer as OAuth 2 asks? Try again.',
    { cause },
  );
}
