import type { IncomingMessage } from 'node:http';
import { invalid, tooLarge, unsupportedMediaType } from '../outcomes.ts';

/** The largest body, in bytes. */
export const MAX_BODY_BYTES = 5 * 1024 * 1024;

const FHIR_JSON = ['application/fhir+json', 'application/json'];
const JSON_PATCH = ['application/json-patch+json'];
const FORM = ['application/x-www-form-urlencoded'];

/**
 * Reads what a request carries: a resource, a JSON Patch, or the form of a `_search`. Undefined for a method that
 * carries nothing.
 *
 * @throws OperationOutcomeError 400 for malformed JSON, 413 and 415
 */
export async function readBody(request: IncomingMessage, isSearch: boolean): Promise<unknown> {
  const { method } = request;
  if (method !== 'POST' && method !== 'PUT' && method !== 'PATCH') return undefined;
  const expected = isSearch ? FORM : method === 'PATCH' ? JSON_PATCH : FHIR_JSON;
  const mediaType = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  const text = await readText(request);
  // A search may have all its parameters in the URL.
  if (isSearch && text === '') return '';
  if (mediaType === undefined || !expected.includes(mediaType)) {
    throw unsupportedMediaType(`Content-Type must be ${expected.join(' or ')} here.`);
  }
  if (isSearch) return text;
  const body = parseJson(text);
  if (typeof body !== 'object' || body === null || Array.isArray(body) !== (method === 'PATCH')) {
    throw invalid(method === 'PATCH' ? 'A JSON Patch is an array.' : 'The body must be one FHIR resource.');
  }
  return body;
}

async function readText(request: IncomingMessage): Promise<string> {
  const announced = Number(request.headers['content-length'] ?? 0);
  const chunks: Buffer[] = [];
  let size = 0;
  if (announced <= MAX_BODY_BYTES) {
    // Leaving the loop must not destroy the request: its answer would be lost with it.
    const body: AsyncIterable<Buffer> = request.iterator({ destroyOnReturn: false });
    for await (const chunk of body) {
      size += chunk.length;
      if (size > MAX_BODY_BYTES) break;
      chunks.push(chunk);
    }
  }
  if (announced > MAX_BODY_BYTES || size > MAX_BODY_BYTES) {
    throw tooLarge(`The body is larger than ${MAX_BODY_BYTES} bytes.`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw invalid('The body must be UTF-8.');
  }
}

/** The parser's own message repeats what it read, so it is not passed on. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw invalid('The body is not well-formed JSON.');
  }
}
