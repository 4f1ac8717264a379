import { SamspilError } from '../errors.ts';
import { ScopeSet } from '../fhir/scopes.ts';
import type { SmartConfiguration } from './discovery.ts';
import { KEY_RELEASE_MEMBER, discover } from './discovery.ts';
import type { LaunchOptions } from './launch-options.ts';
import { storageOf } from './launch-options.ts';

/** What is kept of a session, in this tab's own storage. Wire names where the server's. */
export interface SessionRecord {
  fhirBaseUrl: string;
  isEhrLaunch: boolean;
  fhirUser?: string;
  idToken?: string;
  tokens: {
    access_token: string;
    refresh_token?: string;
    scope: string;
    /** Milliseconds since the epoch. */
    expiresAt: number;
    patient?: string;
    encounter?: string;
    need_patient_banner?: boolean;
    smart_style_url?: string;
  };
}

/** Renew this long before the end, so that a request does not run into it. */
const RENEW_EARLY_MS = 30_000;

/** A signed-in launch: who, which patient, and a fresh access token whenever one is needed. */
export class SmartSession {
  readonly fhirBaseUrl: string;
  readonly wasEhrLaunch: boolean;
  readonly fhirUser: string | undefined;
  readonly #options: LaunchOptions;
  readonly #configuration: SmartConfiguration;
  #record: SessionRecord;
  #renewal: Promise<string> | undefined;
  #isOver = false;

  constructor(options: LaunchOptions, record: SessionRecord, configuration: SmartConfiguration) {
    this.fhirBaseUrl = record.fhirBaseUrl;
    this.wasEhrLaunch = record.isEhrLaunch;
    this.fhirUser = record.fhirUser;
    this.#options = options;
    this.#record = record;
    this.#configuration = configuration;
  }

  get patient(): string | undefined {
    return this.#record.tokens.patient;
  }

  get encounter(): string | undefined {
    return this.#record.tokens.encounter;
  }

  /** SMART: absent means that the surroundings show nothing. */
  get needPatientBanner(): boolean {
    return this.#record.tokens.need_patient_banner ?? true;
  }

  /** Where the surroundings say how they look (SMART `smart_style_url`); undefined when they do not. */
  get styleUrl(): string | undefined {
    return this.#record.tokens.smart_style_url;
  }

  /** As granted, which may be less than asked for. */
  get scopes(): ScopeSet {
    return ScopeSet.parse(this.#record.tokens.scope);
  }

  /**
   * A token that still holds; renewed once, however many ask.
   *
   * @throws `needs-login` when it cannot be renewed or the session was ended, `network`, `server`, `invalid-response`
   *   when the server does not answer as it should: then it is worth another try
   */
  accessToken(): Promise<string> {
    if (this.#isOver) return Promise.reject(needsLogin());
    const { access_token, expiresAt } = this.#record.tokens;
    if (this.#options.runtime.now() < expiresAt - RENEW_EARLY_MS) return Promise.resolve(access_token);
    this.#renewal ??= this.#renew().finally(() => (this.#renewal = undefined));
    return this.#renewal;
  }

  /**
   * The 32 bytes that open this user's encrypted store. They are not on this device: the server gives them out only to
   * a signed-in user.
   *
   * @throws `needs-login`, `network`, `server`, `invalid-response`, `storage-locked` when the server offers no keys
   */
  async releaseKey(): Promise<Uint8Array> {
    const endpoint = this.#configuration[KEY_RELEASE_MEMBER];
    if (typeof endpoint !== 'string') {
      throw new SamspilError(
        'storage-locked',
        'The server releases no keys for the encrypted store on this device.',
      );
    }
    const response = await this.#fetch(endpoint, {
      headers: { Authorization: `Bearer ${await this.accessToken()}` },
    });
    const { key } = await this.#answerOf(response);
    if (typeof key !== 'string' || !/^[\w+/-]{43}=?$/.test(key)) throw invalidResponse();
    return Uint8Array.from(atob(key.replaceAll('-', '+').replaceAll('_', '/')), (byte) => byte.charCodeAt(0));
  }

  /** Address of a service that the server's SMART configuration offers under this member; undefined when it does not. */
  serviceUrl(member: string): string | undefined {
    const url = this.#configuration[member];
    return typeof url === 'string' ? url : undefined;
  }

  /** Revokes the tokens where the server can, and forgets the session. Returns the address that ends the server's own session, if it has one. */
  async end(): Promise<string | undefined> {
    this.#isOver = true;
    clearSession(this.#options);
    const { refresh_token, access_token } = this.#record.tokens;
    const { revocation_endpoint, end_session_endpoint } = this.#configuration;
    if (revocation_endpoint) {
      const body = new URLSearchParams({
        token: refresh_token ?? access_token,
        client_id: this.#options.clientId,
      });
      // Whether or not the server could be told, this device has forgotten.
      await this.#fetch(revocation_endpoint, { method: 'POST', body }).catch(() => undefined);
    }
    if (!end_session_endpoint) return undefined;
    const url = new URL(end_session_endpoint);
    if (this.#record.idToken) url.searchParams.set('id_token_hint', this.#record.idToken);
    url.searchParams.set('client_id', this.#options.clientId);
    url.searchParams.set('post_logout_redirect_uri', this.#options.redirectUri);
    return url.href;
  }

  /** RFC 6749 §6. A returned refresh token replaces the old one. */
  async #renew(): Promise<string> {
    const { refresh_token } = this.#record.tokens;
    if (!refresh_token) throw needsLogin();
    const body = new URLSearchParams({
      grant_type: 'refresh_token',
      refresh_token,
      client_id: this.#options.clientId,
    });
    const response = await this.#fetch(this.#configuration.token_endpoint, { method: 'POST', body });
    const renewed = await this.#answerOf(response);
    if (typeof renewed['access_token'] !== 'string') throw invalidResponse();
    // Ended while the answer was on its way: what was forgotten must not come back.
    if (this.#isOver) throw needsLogin();
    const expiresIn = typeof renewed['expires_in'] === 'number' ? renewed['expires_in'] : 300;
    const tokens = {
      ...this.#record.tokens,
      access_token: renewed['access_token'],
      ...(typeof renewed['refresh_token'] === 'string' && { refresh_token: renewed['refresh_token'] }),
      ...(typeof renewed['scope'] === 'string' && { scope: renewed['scope'] }),
      expiresAt: this.#options.runtime.now() + expiresIn * 1000,
    };
    this.#record = { ...this.#record, tokens };
    storeSession(this.#options, this.#record);
    return tokens.access_token;
  }

  /**
   * What the server says in JSON. Only its own plain refusal ends a session: the page of a guest network, a busy or a
   * broken server must not cost a nurse her sign-in.
   */
  async #answerOf(response: Response): Promise<Record<string, unknown>> {
    if (response.status >= 500 || response.status === 429)
      throw new SamspilError('server', 'The authorization server failed: try again.');
    const body = (await response.json().catch(() => undefined)) as unknown;
    if (typeof body !== 'object' || body === null) throw invalidResponse();
    if (!response.ok) throw needsLogin();
    return body as Record<string, unknown>;
  }

  async #fetch(url: string, init: RequestInit): Promise<Response> {
    try {
      return await this.#options.runtime.fetch(url, { ...init, credentials: 'omit', cache: 'no-store' });
    } catch {
      throw new SamspilError('network', 'The authorization server does not answer: check the connection.');
    }
  }
}

/**
 * The session this tab already has with this client, also after a reload. Undefined when there is none, when it is with
 * another server than `fhirBaseUrl` or one no longer trusted, or when it can no longer be renewed. With an empty
 * `fhirBaseUrl` it is whichever session this tab has: after an EHR launch the address names no server any more.
 *
 * @throws `launch-discovery`, `network`, `server`, `invalid-response`, `storage-blocked`
 */
export async function resumeSession(options: LaunchOptions): Promise<SmartSession | undefined> {
  const kept = storageOf(options).getItem(storageKey(options));
  if (!kept) return undefined;
  const record = parseRecord(kept);
  if (!record || !options.trustedIssuers.includes(record.fhirBaseUrl)) return undefined;
  if (options.fhirBaseUrl !== '' && record.fhirBaseUrl !== options.fhirBaseUrl) return undefined;
  const session = new SmartSession(options, record, await discover(record.fhirBaseUrl, options.runtime));
  try {
    await session.accessToken();
    return session;
  } catch (error) {
    if (error instanceof SamspilError && error.code === 'needs-login') {
      clearSession(options);
      return undefined;
    }
    throw error;
  }
}

/** Undefined for what another program left under our key. */
function parseRecord(text: string): SessionRecord | undefined {
  try {
    const record = JSON.parse(text) as Partial<SessionRecord> | null;
    const isWhole =
      typeof record?.fhirBaseUrl === 'string' && typeof record.tokens?.access_token === 'string';
    return isWhole ? (record as SessionRecord) : undefined;
  } catch {
    return undefined;
  }
}

export function storeSession(options: LaunchOptions, record: SessionRecord): void {
  storageOf(options).setItem(storageKey(options), JSON.stringify(record));
}

function clearSession(options: LaunchOptions): void {
  storageOf(options).removeItem(storageKey(options));
}

/** One session per client and server: two apps on one origin do not see each other's patient. */
function storageKey(options: Pick<LaunchOptions, 'clientId' | 'redirectUri'>): string {
  return `samspil.session.${options.clientId}.${options.redirectUri}`;
}

function needsLogin(): SamspilError {
  return new SamspilError(
    'needs-login',
    'The session is over: sign in again. What is stored on this device is kept.',
  );
}

function invalidResponse(): SamspilError {
  return new SamspilError(
    'invalid-response',
    'The authorization server answers something else: is a guest network asking for a log-on?',
  );
}
