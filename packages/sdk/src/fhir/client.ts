import type { Bundle, CapabilityStatement, FhirResource, Resource } from 'fhir/r4';
import type { Runtime } from '../runtime.ts';
import { TraceSource } from '../trace-context.ts';
import type { SearchParameters } from '../workplace/types.ts';
import { parseBaseUrl } from './base-url.ts';
import { capabilities } from './capabilities.ts';
import { create } from './interactions/create.ts';
import type { CreateOptions } from './interactions/create.ts';
import { patch } from './interactions/patch.ts';
import type { JsonPatchOperation, PatchOptions } from './interactions/patch.ts';
import { everything } from './interactions/everything.ts';
import { read, vread } from './interactions/read.ts';
import { createSend } from './request.ts';
import type { RequestOptions } from './request.ts';
import { nextPage, search } from './interactions/search.ts';
import type { SearchRequestOptions } from './interactions/search.ts';
import { transaction } from './interactions/transaction.ts';
import type { TransactionOptions } from './interactions/transaction.ts';
import { update } from './interactions/update.ts';
import type { UpdateOptions } from './interactions/update.ts';
import type { Written } from './interactions/written.ts';

/** What {@link createFhirClient} needs. */
export interface FhirClientOptions {
  /** Absolute URL; a trailing slash is taken away. */
  fhirBaseUrl: string;
  /** Asked before every request. Undefined sends the request without a token. */
  accessToken: () => Promise<string | undefined>;
  runtime: Runtime;
  /** How long one answer may take, body included. Default 30 000 milliseconds. */
  timeoutMs?: number;
  /**
   * Sends `traceparent` (W3C Trace Context) with requests whose trace is known: its trace id and flags, under a parent id
   * of its own. Default false, because the header is none that CORS allows by itself: a server on another origin must
   * list it in `Access-Control-Allow-Headers`, or every such request fails in the browser.
   */
  traceContext?: boolean;
}

/**
 * A FHIR R4 server, one method per interaction. It never repeats a request by itself: whether a repeat is safe depends
 * on the request, which the caller knows.
 *
 * Every method rejects with `needs-login` (401), `denied` (403), `not-found` (404), `gone` (410), `conflict` (409,
 * 412), `rejected` (400, 422 and other 4xx), `server` (429, 5xx), `invalid-response` (not FHIR), `network`,
 * `timeout`, `aborted` or `invalid-request`. Messages hold no body, id or address.
 */
export interface FhirClient {
  /** Without a trailing slash. */
  readonly fhirBaseUrl: string;
  /** One resource by `Type/id`. */
  read<T extends FhirResource = FhirResource>(reference: string, options?: RequestOptions): Promise<T>;
  /** One version of a resource. */
  vread<T extends FhirResource = FhirResource>(
    reference: string,
    versionId: string,
    options?: RequestOptions,
  ): Promise<T>;
  /** The first page of a patient's whole record, from a server that offers it. */
  everything(
    patientId: string,
    parameters?: SearchParameters,
    options?: RequestOptions,
  ): Promise<Bundle<FhirResource>>;
  /** The first page of a search. */
  search<T extends FhirResource = FhirResource>(
    resourceType: T['resourceType'],
    parameters?: SearchParameters,
    options?: SearchRequestOptions,
  ): Promise<Bundle<T>>;
  /** The page after this one; undefined after the last. A link that leaves the base rejects with `invalid-request`. */
  next<T extends Resource = FhirResource>(
    page: Bundle<T>,
    options?: SearchRequestOptions,
  ): Promise<Bundle<T> | undefined>;
  create<T extends FhirResource>(resource: T, options?: CreateOptions): Promise<Written<T>>;
  update<T extends FhirResource>(resource: T, options?: UpdateOptions): Promise<Written<T>>;
  patch<T extends FhirResource = FhirResource>(
    reference: string,
    operations: readonly JsonPatchOperation[],
    options?: PatchOptions,
  ): Promise<Written<T>>;
  /** Sends a transaction Bundle; the answer is the server's Bundle of responses. */
  transaction(bundle: Bundle, options?: TransactionOptions): Promise<Bundle>;
  capabilities(options?: RequestOptions): Promise<CapabilityStatement>;
}

/**
 * A client for one server and one person's token.
 * @throws `invalid-request` when `fhirBaseUrl` is not an absolute http(s) URL
 */
export function createFhirClient(options: FhirClientOptions): FhirClient {
  const fhirBaseUrl = parseBaseUrl(options.fhirBaseUrl);
  const { accessToken, runtime, timeoutMs = 30_000 } = options;
  const traces = options.traceContext ? new TraceSource(runtime) : undefined;
  const send = createSend({ fhirBaseUrl, accessToken, runtime, timeoutMs, traces });
  return {
    fhirBaseUrl,
    read: (reference, call) => read(send, reference, call),
    vread: (reference, versionId, call) => vread(send, reference, versionId, call),
    everything: (patientId, parameters, call) => everything(send, patientId, parameters, call),
    search: (resourceType, parameters, call) => search(send, resourceType, parameters, call),
    next: (page, call) => nextPage(send, page, call),
    create: (resource, call) => create(send, resource, call),
    update: (resource, call) => update(send, resource, call),
    patch: (reference, operations, call) => patch(send, reference, operations, call),
    transaction: (bundle, call) => transaction(send, bundle, call),
    capabilities: (call) => capabilities(send, call),
  };
}
