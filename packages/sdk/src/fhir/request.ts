import type { FhirResource } from 'fhir/r4';
import { FhirResponseError, SamspilError, isSamspilError } from '../errors.ts';
import type { Runtime } from '../runtime.ts';
import { readTraceparent } from '../trace-context.ts';
import type { TraceSource } from '../trace-context.ts';
import { urlUnder } from './base-url.ts';
import { failureOf } from './outcomes/outcomes.ts';
import { parseRetryAfter } from './retry-after.ts';

/** Options of every call. */
export interface RequestOptions {
  /** Gives up waiting; the call rejects with `aborted`. Whether a write arrived is then unknown. */
  signal?: AbortSignal;
  /**
   * Position in the trace that the request belongs to (W3C Trace Context, §3.2). A client with `traceContext` sends the
   * next step of it; every other one sends nothing, nor does any for one that is malformed.
   */
  traceparent?: string;
}

/** One HTTP exchange, in the words of FHIR. */
export interface FhirRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  /** Relative to the base, or an absolute page link under it. Empty for the base itself. */
  path: string;
  query?: URLSearchParams;
  /** Conditional headers. */
  headers?: Readonly<Record<string, string>>;
  body?: unknown;
  /** Default `application/fhir+json`. */
  contentType?: string;
  /** Sent as `application/x-www-form-urlencoded` in place of `body`: a posted search. */
  form?: URLSearchParams;
}

/** A success. */
export interface FhirAnswer {
  status: number;
  /** Undefined when the server sent no body, which a write may do. */
  body: FhirResource | undefined;
  /** From `ETag`, without quotes and `W/`. Undefined if the server does not expose it to scripts. */
  versionId: string | undefined;
  location: string | undefined;
}

/** Sends one request. The only place that touches the token and the network. */
export type Send = (request: FhirRequest, options?: RequestOptions) => Promise<FhirAnswer>;

/** What the request path needs. */
export interface SendContext {
  fhirBaseUrl: string;
  accessToken: () => Promise<string | undefined>;
  runtime: Runtime;
  timeoutMs: number;
  /** Makes the next steps of traces; undefined: no request carries one. */
  traces: TraceSource | undefined;
}

const FHIR_JSON = 'application/fhir+json';

/**
 * The one path of every request:
 * 1. the address must lie under the base, so that the token never goes elsewhere;
 * 2. the token is asked for anew, so that a refreshed one is used;
 * 3. one `fetch` with a deadline that covers the body too, without cookies, cache, referrer or redirects;
 * 4. the body must be FHIR;
 * 5. anything but 2xx becomes a coded error.
 */
export function createSend(context: SendContext): Send {
  return async (request, options = {}) => {
    const url = withQuery(urlUnder(context.fhirBaseUrl, request.path), request.query);
    const headers = headersOf(request, await tokenFrom(context.accessToken));
    if (context.traces && readTraceparent(options.traceparent)) {
      headers.set('traceparent', context.traces.next(options.traceparent));
    }
    const init: RequestInit = {
      method: request.method,
      headers,
      credentials: 'omit',
      // Patient data must not land in the browser's HTTP cache, which is a clear file on disk.
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      redirect: 'error',
    };
    if (request.form) init.body = request.form;
    else if (request.body !== undefined) init.body = JSON.stringify(request.body);
    return withDeadline(context, options.signal, async (signal) => {
      const response = await context.runtime.fetch(url, { ...init, signal });
      return answerOf(response, await response.text(), context.runtime.now());
    });
  };
}

function withQuery(url: string, query: URLSearchParams | undefined): string {
  const text = query?.toString();
  return text ? `${url}?${text}` : url;
}

async function tokenFrom(accessToken: SendContext['accessToken']): Promise<string | undefined> {
  try {
    return await accessToken();
  } catch (error) {
    if (isSamspilError(error)) throw error;
    throw new SamspilError('unexpected', 'The access token could not be obtained; see `cause`.', {
      cause: error,
    });
  }
}

function headersOf(request: FhirRequest, token: string | undefined): Headers {
  const headers = new Headers({ Accept: FHIR_JSON, ...request.headers });
  if (request.body !== undefined) headers.set('Content-Type', request.contentType ?? FHIR_JSON);
  if (token !== undefined) headers.set('Authorization', `Bearer ${token}`);
  return headers;
}

/** A fetch that hangs would stop a queue for ever; one that fails says nothing about whether the server acted. */
async function withDeadline<T>(
  { runtime, timeoutMs }: SendContext,
  caller: AbortSignal | undefined,
  body: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  // The caller may have given up while the token was fetched; an aborted signal never fires again.
  if (caller?.aborted) throw aborted();
  const controller = new AbortController();
  const abort = () => controller.abort();
  let isLate = false;
  const cancel = runtime.schedule(timeoutMs, () => {
    isLate = true;
    abort();
  });
  caller?.addEventListener('abort', abort, { once: true });
  try {
    return await body(controller.signal);
  } catch (error) {
    if (isSamspilError(error)) throw error;
    if (caller?.aborted) throw aborted();
    if (isLate) throw new SamspilError('timeout', 'The FHIR server did not answer in time; try again later.');
    // No `cause`: some browsers put the address, and so an id, into the text of a network error.
    throw new SamspilError('network', 'The FHIR server could not be reached; whether it acted is unknown.');
  } finally {
    cancel();
    caller?.removeEventListener('abort', abort);
  }
}

function aborted(): SamspilError {
  return new SamspilError('aborted', 'The caller gave up waiting for the FHIR server.');
}

function answerOf(response: Response, text: string, nowMs: number): FhirAnswer {
  const body = parseJson(text);
  if (!response.ok) {
    const serverNow = Date.parse(response.headers.get('Date') ?? '');
    throw failureOf({
      status: response.status,
      body,
      isWebPage: body === undefined && /html/i.test(response.headers.get('Content-Type') ?? ''),
      retryAfterMs: parseRetryAfter(
        response.headers.get('Retry-After'),
        Number.isNaN(serverNow) ? nowMs : serverNow,
      ),
    });
  }
  // A captive portal says 200 as well. What is not FHIR, or does not say that it is, is no answer of the server.
  if (text !== '' && !(isResource(body) && isJson(response.headers.get('Content-Type'))))
    throw notFhir(response.status);
  return {
    status: response.status,
    body: isResource(body) ? body : undefined,
    versionId: versionOf(response.headers.get('ETag')),
    location: response.headers.get('Location') ?? undefined,
  };
}

/** Media types that FHIR servers give JSON, old and new. An answer without a type is judged by what it holds. */
function isJson(contentType: string | null): boolean {
  return contentType === null || /^[^;]*\bjson\b/i.test(contentType);
}

/** The answer cannot be used, whatever its status says. */
export function notFhir(status: number): FhirResponseError {
  return new FhirResponseError(
    'invalid-response',
    'The answer is not the FHIR that was asked for; check the network and fhirBaseUrl.',
    { status },
  );
}

/** The version in an ETag: `W/"3"`, and `"3"` as some Danish services write it, are both `3`. */
export function versionOf(etag: string | null | undefined): string | undefined {
  return /^(?:W\/)?"([^"]+)"$/.exec(etag?.trim() ?? '')?.[1];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function isResource(value: unknown): value is FhirResource {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as { resourceType?: unknown }).resourceType === 'string'
  );
}
