import { createRemoteJWKSet, jwtVerify } from 'jose';
import type { JWTPayload } from 'jose';
import { SamspilError } from '../errors.ts';
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
): Promise<JWTPayload & { fhirUser?: unknown }> {
  const { issuer, jwks_uri } = configuration;
  if (!issuer || !jwks_uri)
    throw new SamspilError('launch-failed', 'The server sent an id_token but names no keys for it.');
  try {
    const { payload } = await jwtVerify(idToken, createRemoteJWKSet(new URL(jwks_uri)), {
      issuer,
      audience: expected.clientId,
      algorithms: ['RS256', 'RS384', 'ES256', 'ES384'],
      clockTolerance: 60,
    });
    if (payload.nonce !== expected.nonce)
      throw new SamspilError('launch-failed', 'The id_token answers another launch.');
    return payload;
  } catch (error) {
    if (error instanceof SamspilError) throw error;
    throw new SamspilError('launch-failed', 'The id_token is not valid: who signed in cannot be trusted.', {
      cause: error,
    });
  }
}
