import type { IncomingMessage, ServerResponse } from 'node:http';

/** Which web origins may call: any, or those listed. */
export type AllowedOrigins = 'any' | readonly string[];

const METHODS = 'GET, POST, PUT, PATCH, DELETE';
const REQUEST_HEADERS = [
  'Accept',
  'Authorization',
  'Content-Type',
  'If-Match',
  'If-Modified-Since',
  'If-None-Exist',
  'If-None-Match',
  'Prefer',
  'traceparent',
  'tracestate',
].join(', ');
const EXPOSED_HEADERS = [
  'Content-Location',
  'ETag',
  'Last-Modified',
  'Location',
  'Retry-After',
  'WWW-Authenticate',
].join(', ');
const DAY_SECONDS = '86400';

/**
 * Sets the headers of the Fetch standard's CORS protocol. Tokens travel in `Authorization`, never in cookies, so
 * credentials are not allowed and any origin may be.
 *
 * @returns True for a preflight, which is then answered.
 */
export function applyCors(
  request: IncomingMessage,
  response: ServerResponse,
  allowed: AllowedOrigins,
): boolean {
  const { origin } = request.headers;
  if (allowed !== 'any') response.setHeader('Vary', 'Origin');
  const isAllowed = origin !== undefined && (allowed === 'any' || allowed.includes(origin));
  if (isAllowed) {
    response.setHeader('Access-Control-Allow-Origin', allowed === 'any' ? '*' : origin);
    response.setHeader('Access-Control-Expose-Headers', EXPOSED_HEADERS);
  }
  if (request.method !== 'OPTIONS') return false;
  if (isAllowed) {
    response.setHeader('Access-Control-Allow-Methods', METHODS);
    response.setHeader('Access-Control-Allow-Headers', REQUEST_HEADERS);
    response.setHeader('Access-Control-Max-Age', DAY_SECONDS);
    // A public page may call a server on this machine (Private Network Access).
    if (request.headers['access-control-request-private-network'] === 'true') {
      response.setHeader('Access-Control-Allow-Private-Network', 'true');
    }
  }
  response.writeHead(204).end();
  return true;
}
