import type { ClientMetadata } from 'oidc-provider';
import type { ClientRegistration } from '../../shared/client-registration.ts';

/** A registration in the words of oidc-provider (RFC 7591). `web` is the type whose redirect URIs match exactly. */
export function clientMetadata(client: ClientRegistration): ClientMetadata {
  return {
    client_id: client.client_id,
    client_name: client.name,
    application_type: 'web',
    redirect_uris: [...client.redirect_uris],
    post_logout_redirect_uris: [...(client.post_logout_redirect_uris ?? [])],
    response_types: ['code'],
    response_modes: ['query'],
    grant_types: ['authorization_code', 'refresh_token'],
    id_token_signed_response_alg: 'RS256',
    ...(client.client_secret === undefined
      ? { token_endpoint_auth_method: 'none' as const }
      : { token_endpoint_auth_method: 'client_secret_basic' as const, client_secret: client.client_secret }),
  };
}
