import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { resolveToken } from './authenticate.ts';
import { Consents } from './grants/consents.ts';
import { smartConfiguration } from './discovery.ts';
import { GrantContexts } from './grants/grant-context.ts';
import { answerKeyRelease } from './key-release.ts';
import { LaunchRegistry } from './requests/launches.ts';
import { mount } from './mount.ts';
import type { Access, AuthorizationOptions } from './options.ts';
import { answerInteraction } from './pages/interaction.ts';
import { createPages } from './pages/pages.ts';
import { createProvider } from './provider.ts';
import { SmartRequests } from './requests/smart-request.ts';
import { Steps } from './requests/steps.ts';
import { DurableStore } from './store/durable-store.ts';
import { loadSecrets } from './store/secrets.ts';
import { answerUnsent } from './unsent.ts';

/** The SMART authorization server of one simulator. */
export interface Authorization {
  /** `iss` of id_tokens and of authorization responses: `${publicUrl}/auth`. */
  readonly issuer: string;
  /** Answers a request and resolves with true, or leaves it alone and resolves with false. */
  handler(request: IncomingMessage, response: ServerResponse): Promise<boolean>;
  /** What the Bearer token of a request permits; undefined when there is no good one. */
  authenticate(request: Pick<IncomingMessage, 'headers'>): Promise<Access | undefined>;
  readonly launches: LaunchRegistry;
  /** The document served at `<fhir base>/.well-known/smart-configuration`. */
  smartConfiguration(): Record<string, unknown>;
  /** Writes what is not written yet. */
  close(): Promise<void>;
}

/**
 * Starts the authorization server: SMART App Launch 2.2 (EHR and standalone launch, public clients with PKCE S256,
 * confidential clients with a secret) and OpenID Connect, on `oidc-provider`.
 */
export async function createAuthorization(options: AuthorizationOptions): Promise<Authorization> {
  const issuer = `${options.publicUrl}/auth`;
  const now = options.clock ?? ((): number => Date.now());
  const file = (name: string): string | undefined => options.dataDir && join(options.dataDir, name);
  const secrets = await loadSecrets(file('authorization-secrets.json'));
  const store = await DurableStore.open(file('authorization.json'), now);

  const launches = new LaunchRegistry(options, store);
  const contexts = new GrantContexts(store);
  const consents = new Consents(store);
  const requests = new SmartRequests({ ...options, launches, store });
  const steps = new Steps({ requests, consents, clients: options.clients });
  const pages = createPages(options);
  const provider = createProvider({
    options,
    issuer,
    secrets,
    store,
    requests,
    steps,
    consents,
    contexts,
    pages,
  });
  const resolve = (request: Pick<IncomingMessage, 'headers'>): ReturnType<typeof resolveToken> =>
    resolveToken(request, { provider, contexts, fhirBaseUrl: options.fhirBaseUrl });

  return {
    issuer,
    launches,
    handler: mount({
      options,
      issuer,
      store,
      library: provider.callback(),
      publicClientOf: async (refreshToken) => {
        const clientId = (await provider.RefreshToken.find(refreshToken))?.clientId;
        const client = options.clients.find(({ client_id }) => client_id === clientId);
        return client?.client_secret === undefined ? client?.client_id : undefined;
      },
      interaction: (request, response) =>
        answerInteraction(request, response, { provider, requests, options, pages }),
      keyRelease: (request, response) =>
        answerKeyRelease(request, response, {
          issuer,
          releaseKey: secrets.releaseKey,
          clients: options.clients,
          resolve,
        }),
      unsent: (request, response) =>
        answerUnsent(request, response, { store, clients: options.clients, now, resolve }),
    }),
    authenticate: async (request) => (await resolve(request))?.access,
    smartConfiguration: () => smartConfiguration(issuer, options),
    close: () => store.close(),
  };
}
