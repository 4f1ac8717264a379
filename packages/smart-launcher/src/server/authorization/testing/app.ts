import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { APP } from './fixture.ts';
import type { Simulator } from './fixture.ts';
import { TestBrowser } from './browser.ts';
import type { Document } from './browser.ts';

/** Token response of SMART App Launch 2.2. */
export interface TokenResponse {
  readonly access_token: string;
  readonly token_type: string;
  readonly expires_in: number;
  readonly scope: string;
  readonly refresh_token?: string;
  readonly id_token?: string;
  readonly patient?: string;
  readonly [member: string]: unknown;
}

/** A raw answer of an endpoint. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

type Parameters = Readonly<Record<string, string | undefined>>;

/** Plays the app: sends the person to the server, reads the redirect, exchanges and refreshes. One launch per instance. */
export class TestApp {
  readonly verifier = randomBytes(32).toString('base64url');
  readonly state = randomBytes(16).toString('base64url');
  readonly clientId: string;
  readonly redirectUri: string;
  readonly browser: TestBrowser;
  readonly #simulator: Simulator;

  constructor(
    simulator: Simulator,
    options: { clientId?: string; browser?: TestBrowser; redirectUri?: string } = {},
  ) {
    this.#simulator = simulator;
    this.clientId = options.clientId ?? APP.client_id;
    this.redirectUri = options.redirectUri ?? String(APP.redirect_uris[0]);
    this.browser = options.browser ?? new TestBrowser(simulator.publicUrl);
  }

  get issuer(): string {
    return this.#simulator.authorization.issuer;
  }

  /** The authorization request; `undefined` leaves a parameter out. */
  parameters(changes: Parameters = {}): URLSearchParams {
    const all: Parameters = {
      response_type: 'code',
      client_id: this.clientId,
      redirect_uri: this.redirectUri,
      scope: 'launch/patient openid fhirUser offline_access patient/*.rs',
      state: this.state,
      aud: this.#simulator.fhirBaseUrl,
      code_challenge: createHash('sha256').update(this.verifier).digest('base64url'),
      code_challenge_method: 'S256',
      ...changes,
    };
    return new URLSearchParams(
      Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    );
  }

  authorize(changes: Parameters = {}, method: 'GET' | 'POST' = 'GET'): Promise<Document> {
    const parameters = this.parameters(changes);
    return method === 'GET'
      ? this.browser.open(`${this.issuer}/authorize?${parameters.toString()}`)
      : this.browser.open(`${this.issuer}/authorize`, { method: 'POST', body: parameters });
  }

  /** Walks through whatever pages come: signs in, chooses the patient, approves. Ends at the app or at an error page. */
  async walk(page: Document, choices: { user?: string; patient?: string } = {}): Promise<Document> {
    let current = page;
    for (let step = 0; step < 6 && current.status === 200; step++) {
      if (current.text.includes('value="login"')) {
        current = await this.browser.submit(current, { user: choices.user ?? 'u1', action: 'login' });
      } else if (current.text.includes('role="search"')) {
        current = await this.browser.submit(current, { patient: choices.patient ?? 'nancy' });
      } else if (current.text.includes('value="approve"')) {
        current = await this.browser.submit(current, { action: 'approve' });
      } else {
        break;
      }
    }
    return current;
  }

  /** Authorizes and returns the parameters of the redirect to the app. */
  async arrive(
    changes: Parameters = {},
    choices: { user?: string; patient?: string } = {},
  ): Promise<URLSearchParams> {
    const end = await this.walk(await this.authorize(changes), choices);
    assert.equal(end.status, 0, `the walk ended at ${end.url}`);
    return new URL(end.url).searchParams;
  }

  /** A whole launch up to the token response. */
  async launch(
    changes: Parameters = {},
    choices: { user?: string; patient?: string } = {},
  ): Promise<TokenResponse> {
    const redirect = await this.arrive(changes, choices);
    assert.ok(
      redirect.get('code'),
      `no code but ${redirect.get('error')}: ${redirect.get('error_description')}`,
    );
    const answer = await this.exchange(String(redirect.get('code')));
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    return answer.body as TokenResponse;
  }

  exchange(code: string, changes: Parameters = {}, headers: Record<string, string> = {}): Promise<Answer> {
    return this.post(
      'token',
      {
        grant_type: 'authorization_code',
        code,
        redirect_uri: this.redirectUri,
        code_verifier: this.verifier,
        client_id: this.clientId,
        ...changes,
      },
      headers,
    );
  }

  refresh(refreshToken: string | undefined, changes: Parameters = {}, headers = {}): Promise<Answer> {
    return this.post(
      'token',
      { grant_type: 'refresh_token', refresh_token: refreshToken, client_id: this.clientId, ...changes },
      headers,
    );
  }

  /** Posts a form to an endpoint of the server. */
  async post(endpoint: string, fields: Parameters, headers: Record<string, string> = {}): Promise<Answer> {
    const body = new URLSearchParams(
      Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    );
    const response = await fetch(`${this.issuer}/${endpoint}`, { method: 'POST', body, headers });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {},
    };
  }

  /** What the server makes of an access token. */
  authenticate(accessToken: string): ReturnType<Simulator['authorization']['authenticate']> {
    return this.#simulator.authorization.authenticate({
      headers: { authorization: `Bearer ${accessToken}` },
    });
  }
}
