import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { cleanScopeParameter } from '../grants/grant-scopes.ts';
import { readForm, sendSeeOther } from '../http.ts';
import { LIFETIMES } from '../grants/lifetimes.ts';
import type { DurableStore } from '../store/durable-store.ts';

/** Query parameter of a GET that stands for a posted request. */
const POSTED = 'posted';

interface Surroundings {
  /** Absolute URL of the authorization endpoint. */
  readonly endpoint: string;
  readonly store: DurableStore;
}

/**
 * Brings an authorization request into the one form oidc-provider takes: a GET with a clean `scope`.
 *
 * A POST (SMART App Launch 2.2, capability `authorize-post`) is put aside and answered with a redirect to a GET that
 * names it. That GET is a same-site navigation: the browser sends the session cookie, which it withholds from a POST
 * that another site made (SameSite=Lax), and the parameters stay out of the address bar.
 *
 * @returns the query for the library, or undefined when the request has been answered.
 */
export async function authorizationQuery(
  request: IncomingMessage,
  response: ServerResponse,
  surroundings: Surroundings,
): Promise<string | undefined> {
  const { endpoint, store } = surroundings;
  const query = new URL(request.url ?? '/', endpoint).searchParams;
  if (request.method === 'POST') {
    const form = await readForm(request);
    const id = randomUUID();
    store.set(`PostedRequest:${id}`, (form ?? query).toString(), LIFETIMES.postedRequest);
    sendSeeOther(response, `${endpoint}?${POSTED}=${id}`);
    return undefined;
  }
  const posted = query.get(POSTED);
  const stored = posted === null ? undefined : store.get(`PostedRequest:${posted}`);
  return cleaned(typeof stored === 'string' ? new URLSearchParams(stored) : query).toString();
}

/** The library refuses a request over a stray space or quote in `scope`; apps in the field send both. */
function cleaned(parameters: URLSearchParams): URLSearchParams {
  const scopes = parameters.getAll('scope');
  if (scopes.length !== 1) return parameters;
  const scope = cleanScopeParameter(scopes[0] ?? '');
  if (scope === undefined) parameters.delete('scope');
  else parameters.set('scope', scope);
  return parameters;
}
