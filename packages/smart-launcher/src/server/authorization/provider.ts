import { Provider } from 'oidc-provider';
import type { Configuration, KoaContextWithOIDC } from 'oidc-provider';
import { clientOrigins } from '../../shared/client-registration.ts';
import { clientMetadata } from './client-metadata.ts';
import type { Consents } from './grants/consents.ts';
import type { GrantContexts } from './grants/grant-context.ts';
import { makeGrant } from './grants/grants.ts';
import { LIFETIMES } from './grants/lifetimes.ts';
import { isAlive } from './grants/liveness.ts';
import type { AuthorizationOptions } from './options.ts';
import type { Pages } from './pages/pages.ts';
import { SMART_REQUEST, parametersOf } from './requests/smart-request.ts';
import type { SmartRequests } from './requests/smart-request.ts';
import type { Steps } from './requests/steps.ts';
import type { DurableStore } from './store/durable-store.ts';
import { oidcAdapter } from './store/oidc-adapter.ts';
import type { ServerSecrets } from './store/secrets.ts';
import { completeTokenResponse } from './token-response.ts';

/** Everything the provider's hooks reach for. */
export interface ProviderParts {
  readonly options: AuthorizationOptions;
  readonly issuer: string;
  readonly secrets: ServerSecrets;
  readonly store: DurableStore;
  readonly requests: SmartRequests;
  readonly steps: Steps;
  readonly consents: Consents;
  readonly contexts: GrantContexts;
  readonly pages: Pages;
}

/**
 * oidc-provider, told what SMART adds. The library owns the protocol (PKCE, codes, rotation, id_tokens, sessions); the
 * hooks here own scopes, launch context and who is asked what.
 */
export function createProvider(parts: ProviderParts): Provider {
  const provider: Provider = new Provider(
    parts.issuer,
    configuration(parts, () => provider),
  );
  // URLs are built from the forwarded headers, which mount.ts sets to the public URL whatever the caller sent.
  provider.proxy = true;
  provider.use(completeTokenResponse(provider, parts.contexts));
  provider.use(parts.pages.guardLibraryPages);
  provider.on('authorization.accepted', (ctx: KoaContextWithOIDC) => {
    // From here on the library sees the real scopes: they go into the code, and from there into every token.
    const context = parts.contexts.find(ctx.oidc.grant?.jti);
    if (context) parametersOf(ctx).scope = context.scope;
  });
  return provider;
}

function configuration(parts: ProviderParts, provider: () => Provider): Configuration {
  const { options, contexts, requests, secrets } = parts;
  const registrations = new Map(options.clients.map((client) => [client.client_id, client]));
  return {
    adapter: oidcAdapter(parts.store),
    clients: options.clients.map(clientMetadata),
    jwks: { keys: [{ ...secrets.signingKey }] },
    cookies: cookies(parts),
    routes: {
      authorization: '/authorize',
      token: '/token',
      userinfo: '/userinfo',
      jwks: '/jwks',
      revocation: '/revoke',
      introspection: '/introspect',
      end_session: '/logout',
    },
    ttl: lifetimes(contexts),
    features: {
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      resourceIndicators: { enabled: false },
      userinfo: { enabled: true },
      revocation: {
        enabled: true,
        allowedPolicy: (_ctx, client, token) => client.clientId === token.clientId,
      },
      introspection: {
        enabled: true,
        // A public client proves nothing about itself: it learns about its own tokens only.
        allowedPolicy: (_ctx, client, token) =>
          (client.clientAuthMethod !== 'none' || client.clientId === token.clientId) &&
          token.kind !== 'ClientCredentials' &&
          isAlive(provider(), contexts, token),
      },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: parts.pages.logout,
        postLogoutSuccessSource: parts.pages.loggedOut,
      },
    },
    scopes: ['openid', 'fhirUser', 'profile'],
    claims: { openid: ['sub'], fhirUser: ['fhirUser'], profile: ['name'] },
    // SMART reads fhirUser from the id_token, not only from userinfo.
    conformIdTokenClaims: false,
    responseTypes: ['code'],
    clientAuthMethods: ['none', 'client_secret_basic'],
    pkce: { required: (_ctx, client) => registrations.get(client.clientId)?.pkce !== 'optional' },
    allowOmittingSingleRegisteredRedirectUri: false,
    clockTolerance: 0,
    extraParams: {
      aud: null,
      launch: null,
      [SMART_REQUEST]: (ctx, _value, client) => requests.begin(ctx, client),
    },
    interactions: {
      policy: parts.steps.policy(),
      url: (_ctx, interaction) => `${parts.issuer}/interaction/${interaction.uid}`,
    },
    loadExistingGrant: (ctx) =>
      makeGrant(ctx, { ...parts, fhirBaseUrl: options.fhirBaseUrl, users: options.users }),
    findAccount: async (_ctx, sub, token) => {
      const user = options.users.find(({ id }) => id === sub);
      // The refresh of a token whose session is over ends here.
      if (!user || (token && !(await isAlive(provider(), contexts, token)))) return undefined;
      const fhirUser = user.fhirUser && `${options.fhirBaseUrl}/${user.fhirUser}`;
      return { accountId: sub, claims: () => ({ sub, name: user.name, ...(fhirUser ? { fhirUser } : {}) }) };
    },
    issueRefreshToken: (_ctx, _client, source) =>
      source.scopes.has('offline_access') || source.scopes.has('online_access'),
    rotateRefreshToken: () => true,
    // See liveness.ts.
    expiresWithSession: () => false,
    extraTokenClaims: (_ctx, token) => {
      const context = token.kind === 'AccessToken' ? contexts.find(token.grantId) : undefined;
      const fhirUser = token.scopes.has('fhirUser') ? context?.fhirUser : undefined;
      return context && { ...context.members, ...(fhirUser ? { fhirUser } : {}) };
    },
    clientBasedCORS: (_ctx, origin, client) => {
      const registration = registrations.get(client.clientId);
      return registration !== undefined && clientOrigins(registration).has(origin);
    },
    renderError: parts.pages.error,
  };
}

/** Cookie names carry the port: browsers keep cookies per host, and several simulators may share `localhost`. */
function cookies({ issuer, secrets }: ProviderParts): NonNullable<Configuration['cookies']> {
  const { port, pathname } = new URL(issuer);
  const name = (kind: string): string => `samspil_${kind}${port ? `_${port}` : ''}`;
  return {
    names: { session: name('session'), interaction: name('interaction'), resume: name('resume') },
    keys: [secrets.cookieKey],
    long: { httpOnly: true, sameSite: 'lax', signed: true, path: pathname },
    short: { httpOnly: true, sameSite: 'lax', signed: true },
  };
}

function lifetimes(contexts: GrantContexts): NonNullable<Configuration['ttl']> {
  return {
    AccessToken: LIFETIMES.accessToken,
    AuthorizationCode: LIFETIMES.authorizationCode,
    IdToken: LIFETIMES.idToken,
    Interaction: LIFETIMES.interaction,
    Session: LIFETIMES.session,
    Grant: LIFETIMES.offline,
    RefreshToken: (ctx, token) => {
      // Rotation does not extend: the chain as a whole lives as long as its first token.
      const rotated = ctx.oidc.entities.RotatedRefreshToken;
      if (rotated) return Math.max(1, rotated.remainingTTL);
      return contexts.find(token.grantId)?.isOffline ? LIFETIMES.offline : LIFETIMES.session;
    },
  };
}
