import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { readForm } from './http.ts';

/**
 * SMART App Launch 2.2 ("Refresh access token") asks a public client for `grant_type` and `refresh_token` only; the
 * library wants `client_id` as well. Where it is missing, and no other authentication is tried, the token itself tells
 * which public client it was given to, and the request is carried on as if that had been written.
 *
 * @param publicClientOf the client a refresh token belongs to, if that client is public
 */
export async function nameRefreshingClient(
  request: IncomingMessage,
  publicClientOf: (refreshToken: string) => Promise<string | undefined>,
): Promise<void> {
  if (request.method !== 'POST' || request.headers.authorization !== undefined) return;
  const form = await readForm(request);
  // Not a form, or too large: the library finds an empty body and says what it misses.
  if (!form) return;
  const token = form.get('refresh_token');
  const isNameless =
    form.get('grant_type') === 'refresh_token' && !form.has('client_id') && !form.has('client_assertion');
  const clientId = isNameless && token ? await publicClientOf(token) : undefined;
  if (clientId !== undefined) form.set('client_id', clientId);
  replay(request, form.toString());
}

/** The library reads the request as a stream; it has been read, so it is given out once more. */
function replay(request: IncomingMessage, text: string): void {
  const body = Buffer.from(text);
  request.headers['content-length'] = String(body.length);
  delete request.headers['transfer-encoding'];
  Object.defineProperties(request, {
    readable: { value: true },
    iterator: { value: () => Readable.from([body]).iterator() },
  });
}
