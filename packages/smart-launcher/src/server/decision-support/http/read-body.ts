import type { IncomingMessage } from 'node:http';
import { CallRefused } from './call-refused.ts';

/** Largest body, in bytes. What is sent of one record is a few hundred kilobytes at most. */
export const MAX_BODY_BYTES = 2 * 1024 * 1024;

/**
 * The JSON object of a call.
 *
 * @throws CallRefused 415 when it is not said to be JSON, 413 when it is too large, 400 when it is no JSON object
 */
export async function readBody(request: IncomingMessage): Promise<Record<string, unknown>> {
  if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? ''))
    throw new CallRefused(415, 'invalid-request', 'Content-Type must be application/json here.');
  const chunks: Buffer[] = [];
  let size = Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES ? Infinity : 0;
  // Leaving the loop must not destroy the request: its answer would be lost with it.
  const body: AsyncIterable<Buffer> = request.iterator({ destroyOnReturn: false });
  if (size === 0)
    for await (const chunk of body) {
      size += chunk.length;
      if (size > MAX_BODY_BYTES) break;
      chunks.push(chunk);
    }
  if (size > MAX_BODY_BYTES)
    throw new CallRefused(413, 'invalid-request', `The body is larger than ${MAX_BODY_BYTES} bytes.`);
  let parsed: unknown;
  try {
    parsed = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)));
  } catch {
    // The parser's own message repeats what it read, so it is not passed on.
    throw new CallRefused(400, 'invalid-request', 'The body is not well-formed JSON in UTF-8.');
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw new CallRefused(400, 'invalid-request', 'The body must be one JSON object.');
  return parsed as Record<string, unknown>;
}
