import type { IncomingMessage, ServerResponse } from 'node:http';
import { clientOrigins } from '../../shared/client-registration.ts';
import { authorizationQuery } from './requests/authorization-request.ts';
import { keyReleaseUrl, smartConfiguration, smartConfigurationPaths, unsentUrl } from './discovery.ts';
import { sendJson } from './http.ts';
import type { AuthorizationOptions } from './options.ts';
import { nameRefreshingClient } from './public-refresh.ts';
import type { DurableStore } from './store/durable-store.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

interface Parts {
  readonly options: AuthorizationOptions;
  readonly issuer: string;
  readonly store: DurableStore;
  /** oidc-provider. */
  readonly library: Answer;
  /** The client a refresh token was given to, if it is a public one. */
  readonly publicClientOf: (refreshToken: string) => Promise<string | undefined>;
  readonly interaction: Answer;
  readonly keyRelease: Answer;
  readonly unsent: Answer;
}

/**
 * The paths of the authorization server in front of everything else of the process.
 *
 * | path | |
 * |---|---|
 * | `<fhir base>/.well-known/smart-configuration` | discovery, open to every origin |
 * | `/keys/outbox` | key release |
 * | `/devices/unsent` | what devices have not sent |
 * | `/auth/interaction/…` | the pages |
 * | `/auth/…` | oidc-provider |
 *
 * @returns a handler that resolves with false when the request is not for this server.
 */
export function mount(
  parts: Parts,
): (request: IncomingMessage, response: ServerResponse) => Promise<boolean> {
  const { options, issuer } = parts;
  const issuerPath = new URL(issuer).pathname;
  const services = new Map<string, Answer>([
    [new URL(keyReleaseUrl(options.publicUrl)).pathname, parts.keyRelease],
    [new URL(unsentUrl(options.publicUrl)).pathname, parts.unsent],
  ]);
  const configurationPaths = smartConfigurationPaths(options.fhirBaseUrl);
  const origins = new Set(options.clients.flatMap((client) => [...clientOrigins(client)]));

  return async (request, response) => {
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    const isPreflight = request.method === 'OPTIONS';
    const service = services.get(path);
    if (configurationPaths.includes(path)) {
      sendJson(response, 200, smartConfiguration(issuer, options), OPEN_TO_ALL);
    } else if (service) {
      if (isPreflight) answerPreflight(request, response, origins);
      else await service(request, response);
    } else if (path.startsWith(`${issuerPath}/interaction/`)) {
      presentPublicUrl(request, options.publicUrl);
      await parts.interaction(request, response);
    } else if (path.startsWith(`${issuerPath}/`)) {
      if (isPreflight && !path.includes('/.well-known/') && !path.endsWith('/jwks')) {
        answerPreflight(request, response, origins);
      } else {
        await toLibrary(request, response, parts, path);
      }
    } else {
      return false;
    }
    return true;
  };
}

const OPEN_TO_ALL = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Headers': '*',
  'Cache-Control': 'no-cache',
} as const;

async function toLibrary(
  request: IncomingMessage,
  response: ServerResponse,
  parts: Parts,
  path: string,
): Promise<void> {
  const { options, issuer, store } = parts;
  const issuerPath = new URL(issuer).pathname;
  presentPublicUrl(request, options.publicUrl);
  if (path === `${issuerPath}/authorize`) {
    const query = await authorizationQuery(request, response, { endpoint: `${issuer}/authorize`, store });
    if (query === undefined) return;
    request.url = `${path}?${query}`;
  }
  if (path === `${issuerPath}/token`) await nameRefreshingClient(request, parts.publicClientOf);
  // What Express would do at a mount path: the library finds its own prefix by comparing the two.
  Object.assign(request, { originalUrl: request.url });
  request.url = (request.url ?? '/').slice(issuerPath.length);
  await parts.library(request, response);
}

/** The library builds URLs from the request. They are those of configuration, never what a caller writes into Host. */
function presentPublicUrl(request: IncomingMessage, publicUrl: string): void {
  const { host, protocol } = new URL(publicUrl);
  request.headers.host = host;
  request.headers['x-forwarded-host'] = host;
  request.headers['x-forwarded-proto'] = protocol.slice(0, -1);
  delete request.headers.forwarded;
}

/** The library would allow any origin in a preflight, and refuse it only afterwards. */
function answerPreflight(
  request: IncomingMessage,
  response: ServerResponse,
  origins: ReadonlySet<string>,
): void {
  const { origin } = request.headers;
  const allowed =
    origin !== undefined && origins.has(origin)
      ? {
          'Access-Control-Allow-Origin': origin,
          'Access-Control-Allow-Methods': 'GET, POST, PUT',
          'Access-Control-Allow-Headers': 'Authorization, Content-Type',
          'Access-Control-Max-Age': '3600',
        }
      : {};
  response.writeHead(204, { ...allowed, Vary: 'Origin' });
  response.end();
}
