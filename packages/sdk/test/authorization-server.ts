import { SignJWT, base64url, exportJWK, generateKeyPair } from 'jose';
import type { CryptoKey, JWTPayload } from 'jose';
import { scriptedRuntime } from './scripted-runtime.ts';
import type { ScriptedRuntime } from './scripted-runtime.ts';

export const FHIR = 'https://ehr.example/fhir';
export const AS = 'https://login.example';
/** What must never appear in a message: the texts that stand for codes, tokens and names. */
export const CANARIES = /canary|Nancy|010203-1234/;

/** How the server misbehaves. Everything is as it should be by default. */
export interface Misbehaviour {
  configuration: Record<string, unknown>;
  tokens: Record<string, unknown>;
  claims: JWTPayload;
  /** Instead of the answer of the token endpoint. */
  answer: (() => Response) | undefined;
  /** Instead of the id_token. */
  idToken: ((key: CryptoKey, payload: JWTPayload) => Promise<string>) | undefined;
}

/** A SMART authorization server in a function: it checks PKCE and signs what it says with a real key. */
export interface AuthorizationServer {
  readonly runtime: ScriptedRuntime;
  /** The network of {@link runtime} as the global `fetch`, for a library without a seam. */
  readonly fetch: typeof globalThis.fetch;
  readonly misbehave: Misbehaviour;
  /** Bodies of the requests to the token endpoint. */
  readonly exchanged: URLSearchParams[];
  readonly revoked: URLSearchParams[];
  /** Grants what the authorization request asks for and gives the address the browser comes back to. */
  grant(authorization: string, more?: Record<string, string>): URL;
}

export async function startAuthorizationServer(): Promise<AuthorizationServer> {
  const { privateKey, publicKey } = await generateKeyPair('ES384');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'key-1', alg: 'ES384', use: 'sig' };
  const misbehave: Misbehaviour = {
    configuration: {},
    tokens: {},
    claims: {},
    answer: undefined,
    idToken: undefined,
  };
  const codes = new Map<string, { challenge: string; nonce: string; redirectUri: string }>();
  const exchanged: URLSearchParams[] = [];
  const revoked: URLSearchParams[] = [];
  let issued = 0;

  const runtime = scriptedRuntime(async (request) => {
    const { origin, pathname } = new URL(request.url);
    const at = origin + pathname;
    if (at === `${FHIR}/.well-known/smart-configuration`) {
      const known = {
        issuer: AS,
        authorization_endpoint: `${AS}/authorize`,
        token_endpoint: `${AS}/token`,
        jwks_uri: `${AS}/jwks`,
        revocation_endpoint: `${AS}/revoke`,
        end_session_endpoint: `${AS}/bye`,
        code_challenge_methods_supported: ['S256'],
        capabilities: ['launch-ehr'],
      };
      return Response.json({ ...known, ...misbehave.configuration });
    }
    if (at === `${AS}/jwks`) return Response.json({ keys: [jwk] });
    if (at === `${AS}/revoke`) {
      revoked.push(new URLSearchParams(await request.text()));
      return new Response(null);
    }
    if (at === `${AS}/key`) return Response.json({ key: base64url.encode(new Uint8Array(32).fill(7)) });
    if (at === `${AS}/token`) return token(new URLSearchParams(await request.text()));
    return new Response('<!doctype html>', { status: 404, headers: { 'Content-Type': 'text/html' } });
  });

  async function token(body: URLSearchParams): Promise<Response> {
    exchanged.push(body);
    if (misbehave.answer) return misbehave.answer();
    issued += 1;
    const tokens = {
      access_token: `canary-access-${issued}`,
      token_type: 'Bearer',
      expires_in: 3600,
      scope: 'openid fhirUser launch patient/Observation.rs',
      refresh_token: `canary-refresh-${issued}`,
    };
    if (body.get('grant_type') === 'refresh_token') {
      const isKnown = body.get('refresh_token') === `canary-refresh-${issued - 1}`;
      return isKnown ? Response.json({ ...tokens, ...misbehave.tokens }) : refuse('invalid_grant');
    }
    const asked = codes.get(body.get('code') ?? '');
    codes.delete(body.get('code') ?? '');
    const verifier = new TextEncoder().encode(body.get('code_verifier') ?? '');
    const challenge = base64url.encode(new Uint8Array(await crypto.subtle.digest('SHA-256', verifier)));
    if (asked?.challenge !== challenge || asked.redirectUri !== body.get('redirect_uri'))
      return refuse('invalid_grant');
    const id_token = await idToken(asked.nonce, body.get('client_id') ?? '');
    const context = { patient: 'a', encounter: 'e1', need_patient_banner: false, id_token };
    return Response.json({ ...tokens, ...context, ...misbehave.tokens });
  }

  async function idToken(nonce: string, clientId: string): Promise<string> {
    const now = Math.floor(runtime.now() / 1000);
    const payload: JWTPayload = {
      iss: AS,
      sub: 'nurse-1',
      aud: clientId,
      iat: now,
      exp: now + 300,
      nonce,
      fhirUser: `${FHIR}/Practitioner/nurse`,
      name: 'Nancy 010203-1234',
      ...misbehave.claims,
    };
    if (misbehave.idToken) return misbehave.idToken(privateKey, payload);
    return sign(payload, privateKey);
  }

  return {
    runtime,
    fetch: (input, init) => runtime.fetch(input instanceof Request ? input.url : input.toString(), init),
    misbehave,
    exchanged,
    revoked,
    grant(authorization, more = {}) {
      const query = new URL(authorization).searchParams;
      const code = `canary-code-${codes.size + 1}-${issued}`;
      codes.set(code, {
        challenge: query.get('code_challenge') ?? '',
        nonce: query.get('nonce') ?? '',
        redirectUri: query.get('redirect_uri') ?? '',
      });
      const url = new URL(query.get('redirect_uri') ?? '');
      const answer = { code, state: query.get('state') ?? '', iss: AS, ...more };
      for (const [name, value] of Object.entries(answer)) if (value !== '') url.searchParams.set(name, value);
      return url;
    },
  };
}

/** An id_token as this server signs it. */
export function sign(
  payload: JWTPayload,
  key: CryptoKey,
  header: Record<string, string> = {},
): Promise<string> {
  return new SignJWT(payload).setProtectedHeader({ alg: 'ES384', kid: 'key-1', ...header }).sign(key);
}

export function refuse(error: string, description = 'canary: the request was …'): Response {
  return Response.json({ error, error_description: description }, { status: 400 });
}

/** A `Storage` that lives as long as the test. */
export function memoryStorage(): Storage {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    clear: () => kept.clear(),
    getItem: (key) => kept.get(key) ?? null,
    key: (index) => [...kept.keys()][index] ?? null,
    removeItem: (key) => void kept.delete(key),
    setItem: (key, value) => void kept.set(key, value),
  };
}
