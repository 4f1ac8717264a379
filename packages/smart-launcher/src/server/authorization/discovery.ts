import { UNSENT_MEMBER } from '@samspil/sdk/launch';
import { KEY_RELEASE_MEMBER } from '../../shared/key-release.ts';
import { supportedScopes } from './grants/grant-scopes.ts';
import type { AuthorizationOptions } from './options.ts';

/** Each of these has a behaviour test; what this server does not do is not in the list. */
const CAPABILITIES = [
  'launch-ehr',
  'launch-standalone',
  'authorize-post',
  'client-public',
  'client-confidential-symmetric',
  'sso-openid-connect',
  'context-banner',
  'context-style',
  'context-ehr-patient',
  'context-ehr-encounter',
  'context-standalone-patient',
  'permission-offline',
  'permission-online',
  'permission-patient',
  'permission-user',
  'permission-v1',
  'permission-v2',
] as const;

/** `.well-known/smart-configuration` (SMART App Launch 2.2, "Conformance"). Every URL is absolute. */
export function smartConfiguration(issuer: string, options: AuthorizationOptions): Record<string, unknown> {
  return {
    issuer,
    jwks_uri: `${issuer}/jwks`,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    token_endpoint_auth_methods_supported: ['none', 'client_secret_basic'],
    introspection_endpoint: `${issuer}/introspect`,
    revocation_endpoint: `${issuer}/revoke`,
    // Not of SMART but of OpenID Connect; apps that read only this document can then log out too.
    userinfo_endpoint: `${issuer}/userinfo`,
    end_session_endpoint: `${issuer}/logout`,
    grant_types_supported: ['authorization_code', 'refresh_token'],
    response_types_supported: ['code'],
    code_challenge_methods_supported: ['S256'],
    scopes_supported: supportedScopes(options.clients.map((client) => client.scope)),
    capabilities: [...CAPABILITIES],
    [KEY_RELEASE_MEMBER]: keyReleaseUrl(options.publicUrl),
    [UNSENT_MEMBER]: unsentUrl(options.publicUrl),
  };
}

/** Where the key of the encrypted outbox is given out. */
export function keyReleaseUrl(publicUrl: string): string {
  return `${publicUrl}/keys/outbox`;
}

/** Where devices say how much they have not sent. */
export function unsentUrl(publicUrl: string): string {
  return `${publicUrl}/devices/unsent`;
}

/** Path of the SMART configuration. A client that keeps the trailing slash of the FHIR base asks for two slashes. */
export function smartConfigurationPaths(fhirBaseUrl: string): readonly string[] {
  const base = new URL(fhirBaseUrl).pathname.replace(/\/$/, '');
  return [`${base}/.well-known/smart-configuration`, `${base}//.well-known/smart-configuration`];
}
