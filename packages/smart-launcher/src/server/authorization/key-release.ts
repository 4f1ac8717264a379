import { hkdfSync } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { clientOrigins } from '../../shared/client-registration.ts';
import type { ClientRegistration } from '../../shared/client-registration.ts';
import type { KeyRelease } from '../../shared/key-release.ts';
import type { ResolvedToken } from './authenticate.ts';
import { sendJson } from './http.ts';

interface Surroundings {
  readonly issuer: string;
  /** Input key, base64url. */
  readonly releaseKey: string;
  readonly clients: readonly ClientRegistration[];
  resolve(request: IncomingMessage): Promise<ResolvedToken | undefined>;
}

/**
 * Gives a device the key of its encrypted outbox.
 *
 * The key is never stored on the device. It is derived here from a server secret and from issuer, user and client, so
 * that the same person in the same app gets the same key after every sign-in, and nobody else gets it at all. Logout
 * ends the token; without it there is no key, and what is left on a shared workstation cannot be read
 * (host-security.md §5 row 22).
 *
 * Given to first-party clients and to clients that hold `openid` or `offline_access`: 200 {@link KeyRelease}, else 401.
 */
export async function answerKeyRelease(
  request: IncomingMessage,
  response: ServerResponse,
  surroundings: Surroundings,
): Promise<void> {
  const token = await surroundings.resolve(request);
  const client = surroundings.clients.find(({ client_id }) => client_id === token?.access.clientId);
  const headers = { ...NO_STORE, ...corsHeaders(request, client ? [client] : surroundings.clients) };
  if (request.method !== 'GET') {
    sendJson(response, 405, { error: 'method_not_allowed' }, { ...headers, Allow: 'GET, OPTIONS' });
  } else if (token && client && mayHaveKey(token, client)) {
    const release: KeyRelease = { key: deriveKey(surroundings, token.user, client.client_id) };
    sendJson(response, 200, release, headers);
  } else {
    const challenge = { 'WWW-Authenticate': 'Bearer error="invalid_token"' };
    sendJson(response, 401, { error: 'invalid_token' }, { ...headers, ...challenge });
  }
}

const NO_STORE = { 'Cache-Control': 'no-store', Pragma: 'no-cache' } as const;

/** First-party clients, and clients that know who is signed in. */
export function mayHaveKey({ access }: ResolvedToken, client: ClientRegistration): boolean {
  return client.first_party === true || access.scopes.has('openid') || access.scopes.has('offline_access');
}

function deriveKey({ issuer, releaseKey }: Surroundings, user: string, clientId: string): string {
  // JSON keeps the three parts apart whatever characters an id holds.
  const info = JSON.stringify(['samspil outbox key 1', issuer, user, clientId]);
  const key = hkdfSync('sha256', Buffer.from(releaseKey, 'base64url'), Buffer.alloc(0), info, 32);
  return Buffer.from(key).toString('base64url');
}

/** Lets registered origins read the answer, and nobody else. */
export function corsHeaders(
  request: IncomingMessage,
  clients: readonly ClientRegistration[],
): Record<string, string> {
  const { origin } = request.headers;
  const isKnown = origin !== undefined && clients.some((client) => clientOrigins(client).has(origin));
  return isKnown ? { 'Access-Control-Allow-Origin': origin, Vary: 'Origin' } : { Vary: 'Origin' };
}
