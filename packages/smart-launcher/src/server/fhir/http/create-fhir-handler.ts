import type { IncomingMessage, ServerResponse } from 'node:http';
import { isOk, OperationOutcomeError } from '@medplum/core';
import { makeSimpleRequest, type FhirRouter, type HttpMethod } from '@medplum/fhir-router';
import type { Bundle, OperationOutcome, Resource } from '@medplum/fhirtypes';
import { AccessPolicy } from '../access/access-policy.ts';
import { AccessRepository } from '../access/access-repository.ts';
import type { Access } from '../access/access.ts';
import { methodNotAllowed, notAcceptable, notFound, serverError, unauthorized } from '../outcomes.ts';
import type { FhirStore } from '../store/fhir-store.ts';
import { runBundle } from './bundle.ts';
import { capabilityStatement, type OAuthEndpoints } from './capability-statement.ts';
import { checkRequest, splitOnce } from './check-request.ts';
import { applyCors, type AllowedOrigins } from './cors.ts';
import { createFhirRouter } from './fhir-routes.ts';
import { injectFault, isHeld, type Fault } from './fault.ts';
import { readBody } from './read-body.ts';
import { sendJson, sendOutcome, sendResource } from './respond.ts';

export interface FhirHandlerOptions {
  store: FhirStore;
  /** Judges the token of a request; undefined when there is none or it is not valid. */
  authenticate: (request: IncomingMessage) => Promise<Access | undefined>;
  /** Named in the CapabilityStatement. */
  oauth?: OAuthEndpoints;
  /** Default: any. */
  allowedOrigins?: AllowedOrigins;
  /** Asked once per request that is not a preflight; what it gives back happens to that request. */
  fault?: (request: IncomingMessage) => Fault | undefined;
  /** Told of faults of the server itself. Default: nobody. */
  onError?: (error: unknown) => void;
}

/** Answers requests below the path of the FHIR base. The promise never rejects. */
export type FhirHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const METHODS: readonly HttpMethod[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/**
 * FHIR R4 over HTTP for `node:http`. Every request:
 *
 * 1. may meet an injected fault
 * 2. is answered if it is a preflight or asks for `/metadata`
 * 3. needs a valid token (401)
 * 4. is routed, and works on records through an {@link AccessRepository} of its own (403)
 */
export function createFhirHandler(options: FhirHandlerOptions): FhirHandler {
  const { store, fault, onError = () => undefined } = options;
  const router = createFhirRouter();
  const basePath = new URL(store.context.fhirBaseUrl).pathname.replace(/\/$/, '');
  return async (request, response) => {
    try {
      if (applyCors(request, response, options.allowedOrigins ?? 'any')) return;
      const injected = fault?.(request);
      if (injectFault(injected, request, response)) return;
      const answer = await carryOut(request, response, { options, router, basePath, onError });
      if (isHeld(injected)) await injected.beforeAnswer();
      if (injected === 'lost-answer') request.socket.destroy();
      else answer();
    } catch (error) {
      fail(request, response, error, onError);
    }
  };
}

interface Serving {
  readonly options: FhirHandlerOptions;
  readonly router: FhirRouter;
  readonly basePath: string;
  readonly onError: (error: unknown) => void;
}

/** Does what the request asks. What comes back sends the answer: by then everything is committed. */
async function carryOut(
  request: IncomingMessage,
  response: ServerResponse,
  { options, router, basePath, onError }: Serving,
): Promise<() => void> {
  const { store, authenticate, oauth } = options;
  const { definitions, fhirBaseUrl } = store.context;
  const url = (request.url ?? '').slice(basePath.length).replace(/^\/+/, '');
  const [path] = splitOnce(url, '?');
  acceptsJson(request);
  if (path === 'metadata' && request.method === 'GET') {
    return () => sendJson(response, 200, capabilityStatement(definitions, { fhirBaseUrl, oauth }));
  }
  const access = await authenticate(request);
  if (!access) throw refusal(request);
  const method = request.method as HttpMethod;
  checkRoute(router, method, url, response);
  const { 'if-none-exist': ifNoneExist, 'if-match': ifMatch } = request.headers;
  checkRequest({ method, url, ifNoneExist: [ifNoneExist].flat()[0], ifMatch }, store.context);
  const body = await readBody(request, path.endsWith('/_search'));
  const repository = new AccessRepository(store, new AccessPolicy(access, store.context), onError);
  if (path === '') {
    const answer = await runBundle(asBundle(body), { repository, router, parse: store.context });
    return () => sendJson(response, 200, answer);
  }
  const simple = makeSimpleRequest(method, `/${url}`, body);
  const [outcome, resource] = await router.handleRequest({ ...simple, headers: request.headers }, repository);
  return () => respond({ request, response, fhirBaseUrl }, outcome, resource, repository);
}

function respond(
  exchange: { request: IncomingMessage; response: ServerResponse; fhirBaseUrl: string },
  outcome: OperationOutcome,
  resource: Resource | undefined,
  repository: AccessRepository,
): void {
  const { request, response } = exchange;
  if (!isOk(outcome)) sendOutcome(response, outcome);
  else if (!resource) response.writeHead(204, { 'Cache-Control': 'no-store' }).end();
  else {
    const isHidden = request.method === 'PATCH' && !repository.mayRead(resource.resourceType);
    sendResource(exchange, outcome, resource, isHidden);
  }
}

function asBundle(body: unknown): Bundle {
  const { resourceType } = body as { resourceType?: unknown };
  if (resourceType !== 'Bundle') throw notFound('At the base itself only a Bundle can be posted.');
  return body as Bundle;
}

function checkRoute(router: FhirRouter, method: HttpMethod, url: string, response: ServerResponse): void {
  if (router.find(method, url)) return;
  const allowed = METHODS.filter((other) => router.find(other, url));
  if (allowed.length === 0) throw notFound('There is nothing at this path. See /metadata.');
  response.setHeader('Allow', allowed.join(', '));
  throw methodNotAllowed(`Here only ${allowed.join(', ')} is possible.`);
}

function acceptsJson(request: IncomingMessage): void {
  const { accept } = request.headers;
  if (accept === undefined || /\*\/\*|application\/\*|json/i.test(accept)) return;
  throw notAcceptable();
}

function refusal({ headers }: IncomingMessage): OperationOutcomeError {
  return headers.authorization === undefined
    ? unauthorized('no-token', 'Send an access token: Authorization: Bearer …')
    : unauthorized('invalid-token', 'The access token is not valid here, or not any more. Get a new one.');
}

function fail(
  request: IncomingMessage,
  response: ServerResponse,
  error: unknown,
  onError: (error: unknown) => void,
): void {
  if (!(error instanceof OperationOutcomeError)) onError(error);
  const { outcome } = error instanceof OperationOutcomeError ? error : serverError();
  if (response.headersSent || request.socket.destroyed) {
    request.socket.destroy();
    return;
  }
  const headers: Record<string, string> = {};
  if (outcome.id === 'unauthorized') {
    const detail = request.headers.authorization === undefined ? '' : ', error="invalid_token"';
    headers['WWW-Authenticate'] = `Bearer realm="fhir"${detail}`;
  }
  // A client that is still sending would not read the answer: let it finish.
  if (!request.complete) request.resume();
  sendOutcome(response, outcome, headers);
}
