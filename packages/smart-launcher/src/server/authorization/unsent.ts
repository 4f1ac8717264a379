import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DeviceUnsent, UnsentReport } from '@samspil/sdk/launch';
import { corsHeaders, mayHaveKey } from './key-release.ts';
import type { ResolvedToken } from './authenticate.ts';
import type { ClientRegistration } from '../../shared/client-registration.ts';
import { readJson, sendJson } from './http.ts';
import type { DurableStore } from './store/durable-store.ts';

interface Surroundings {
  readonly store: DurableStore;
  readonly clients: readonly ClientRegistration[];
  readonly now: () => number;
  resolve: (request: IncomingMessage) => Promise<ResolvedToken | undefined>;
}

/** A device that was not heard of for so long is forgotten. */
const KEPT_SECONDS = 90 * 24 * 3600;
/** The one that was silent longest makes room. */
const MOST_DEVICES = 20;

/**
 * Remembers for each device of a user how much it has not sent yet: numbers and times. Should a browser throw away
 * everything, the witnesses included, the user still learns that there was something (`docs/guide/offline.md`). Who may
 * have the key of the store may tell and ask.
 */
export async function answerUnsent(
  request: IncomingMessage,
  response: ServerResponse,
  { store, clients, now, resolve }: Surroundings,
): Promise<void> {
  const token = await resolve(request);
  const client = clients.find(({ client_id }) => client_id === token?.access.clientId);
  const headers = { 'Cache-Control': 'no-store', ...corsHeaders(request, client ? [client] : clients) };
  if (!token || !client || !mayHaveKey(token, client)) {
    const challenge = { 'WWW-Authenticate': 'Bearer error="invalid_token"' };
    return sendJson(response, 401, { error: 'invalid_token' }, { ...headers, ...challenge });
  }
  const key = `unsent ${JSON.stringify([token.user, client.client_id])}`;
  const devices = (store.get(key) as DeviceUnsent[] | undefined) ?? [];
  if (request.method === 'GET') return sendJson(response, 200, { devices }, headers);
  if (request.method !== 'PUT') {
    const allowed = { ...headers, Allow: 'GET, PUT, OPTIONS' };
    return sendJson(response, 405, { error: 'method_not_allowed' }, allowed);
  }
  const report = reportOf(await readJson(request));
  if (!report) {
    const hint = 'device: 8 to 64 letters, digits or -; count: 0 or more; oldest and newest: ISO 8601';
    return sendJson(response, 400, { error: 'invalid_request', error_description: hint }, headers);
  }
  const others = devices.filter(({ device }) => device !== report.device);
  const reported: DeviceUnsent = { ...report, lastContact: new Date(now()).toISOString() };
  store.set(key, [...others, reported].slice(-MOST_DEVICES), KEPT_SECONDS);
  sendJson(response, 200, reported, headers);
}

/** Undefined when it is none. Nothing else that was sent along is kept. */
function reportOf(body: unknown): UnsentReport | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const { device, count, oldest, newest } = body as Record<string, unknown>;
  if (typeof device !== 'string' || !/^[A-Za-z0-9-]{8,64}$/.test(device)) return undefined;
  if (typeof count !== 'number' || !Number.isSafeInteger(count) || count < 0) return undefined;
  if (count === 0) return { device, count };
  return isInstant(oldest) && isInstant(newest) ? { device, count, oldest, newest } : undefined;
}

function isInstant(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    /^\d{4}-\d\d-\d\dT[\d:.]{5,12}Z$/.test(value) &&
    !Number.isNaN(Date.parse(value))
  );
}
