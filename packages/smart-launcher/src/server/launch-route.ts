import { SamspilError } from '@samspil/sdk';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ClientRegistration } from '../shared/client-registration.ts';
import { WORKPLACE_CLIENT_ID } from '../shared/scopes.ts';
import type { Authorization, UserDirectory } from './authorization/index.ts';
import { readJson, sendJson } from './json.ts';
import type { SmartStyles } from './smart-styles.ts';

export interface LaunchRouteOptions {
  authorization: Authorization;
  clients: readonly ClientRegistration[];
  users: UserDirectory;
  styles: SmartStyles;
}

/**
 * `/simulator/launches`, for the workplace with its own token: `GET` lists the apps it can open; `POST { clientId,
 * patient, encounter?, theme? }` prepares an EHR launch and answers with the URL to open; the app is told how the
 * workplace looks, `light` unless `theme` says `dark`.
 */
export async function answerLaunch(
  request: IncomingMessage,
  response: ServerResponse,
  { authorization, clients, users, styles }: LaunchRouteOptions,
): Promise<void> {
  const access = await authorization.authenticate(request);
  if (access?.clientId !== WORKPLACE_CLIENT_ID) {
    sendJson(response, 401, { code: 'needs-login', message: 'Sign in to the workplace first.' });
    return;
  }
  if (request.method === 'GET') {
    const apps = clients
      .filter((client) => client.launch_urls.length > 0)
      .map(({ client_id, name }) => ({ clientId: client_id, name }));
    sendJson(response, 200, { apps });
    return;
  }
  const body = (await readJson(request)) as
    { clientId?: unknown; patient?: unknown; encounter?: unknown; theme?: unknown } | undefined;
  const user = access.fhirUser && users.find(({ fhirUser }) => fhirUser === access.fhirUser);
  if (
    request.method !== 'POST' ||
    typeof body?.clientId !== 'string' ||
    !isId(body.patient) ||
    !isId(body.encounter) ||
    !isScheme(body.theme) ||
    !user
  ) {
    sendJson(response, 400, {
      code: 'invalid-request',
      message: 'POST { "clientId": "…", "patient": "…" } as application/json.',
    });
    return;
  }
  try {
    const prepared = authorization.launches.create({
      clientId: body.clientId,
      user: user.id,
      smartStyleUrl: styles.urlOf(body.theme ?? 'light'),
      ...(body.patient !== undefined && { patient: body.patient }),
      ...(body.encounter !== undefined && { encounter: body.encounter }),
    });
    sendJson(response, 201, prepared);
  } catch (error) {
    if (!(error instanceof SamspilError)) throw error;
    sendJson(response, 400, { code: error.code, message: error.message });
  }
}

function isScheme(value: unknown): value is 'light' | 'dark' | undefined {
  return value === undefined || value === 'light' || value === 'dark';
}

function isId(value: unknown): value is string | undefined {
  return value === undefined || (typeof value === 'string' && /^[A-Za-z0-9\-.]{1,64}$/.test(value));
}
