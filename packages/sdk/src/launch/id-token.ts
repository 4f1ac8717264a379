import { createRemoteJWKSet, customFetch, jwtVerify } from 'jose';
import type { JWTPayload } from 'jose';
import { SamspilError } from '../errors.ts';
import type { Runtime } from '../runtime.ts';
import type { SmartConfiguration } from './discovery.ts';

/**
 * Checks signature, issuer, audience, expiry and nonce of an id_token (OpenID Connect Core §3.1.3.7). The OAuth library
 * only decodes it: who signed in must not rest on an unsigned claim.
 *
 * @throws `launch-failed`
 */
export async function verifyIdToken(
  idToken: string,
  configuration: SmartConfiguration,
  expected: { clientId: string; nonce: string },
  runtime: Pick<Runtime, 'fetch' | 'now'>,
): Promise<JWTPayload & { fhirUser?: unknown }> {
  const { issuer, jwks_uri } = configuration;
  if (!issuer || !jwks_uri)
    throw new SamspilError('launch-failed', 'The server sent an id_token but names no keys for it.');
  try {
    const keys = createRemoteJWKSet(new URL(jwks_uri), {
      [customFetch]: (url, init) => runtime.fetch(url, init),
    });
    const { payload } = await jwtVerify(idToken, keys, {
      issuer,
      audience: expected.clientId,
      algorithms: ['RS256', 'RS384', 'ES256', 'ES384'],
      clockTolerance: 60,
      currentDate: new Date(runtime.now()),
      requiredClaims: ['exp', 'sub'],
    });
    if (payload.nonce !== expected.nonce)
      throw new SamspilError('launch-failed', 'The id_token answers another launch.');
    return payload;
  } catch (error) {
    if (error instanceof SamspilError) throw error;
    // Only the library's sentence: its error objects carry the claims, which say who somebody is.
    throw new SamspilError('launch-failed', 'The id_token is not valid: who signed in cannot be trusted.', {
      cause: error instanceof Error ? error.message : undefined,
    });
  }
}
