import type { Bundle, FhirResource } from 'fhir/r4';
import { findValueFault } from '../../bridge/index.ts';
import { isSamspilError } from '../../errors.ts';
import type { FhirResponseError } from '../../errors.ts';
import type { FhirClient } from '../../fhir/client.ts';
import { notFhir } from '../../fhir/request.ts';
import type { Runtime } from '../../runtime.ts';
import type { RequestOptions } from '../../fhir/request.ts';
import type { SearchParameters } from '../../workplace/types.ts';
import type { RecordCall } from '../record-access.ts';
import type { Pair } from '../requests/asked.ts';
import type { Judged, JudgedSearch } from '../requests/judged.ts';

/** Something from the server, and when it was asked for: milliseconds since the epoch. It is at least as new as that. */
export interface Fetched<T> {
  value: T;
  fetchedAt: number;
}

/** A further page: its address, which the server gave and the judge looked at, and the search it belongs to. */
export interface JudgedPage {
  readonly kind: 'page';
  readonly link: string;
  readonly of: JudgedSearch;
}

/**
 * Where judged requests go: to the server, or to a cache in front of it. What comes back is the server's word, unjudged,
 * and may be shared: it is read, never changed and never given out as it is.
 */
export interface RecordReads {
  read(request: Judged | JudgedPage, options?: RecordCall): Promise<Fetched<FhirResource>>;
}

/** Keys that are no FHIR, and nesting that no record has: whoever copied them carelessly would be changed by them. */
const ANSWER_LIMITS = {
  maxDepth: 100,
  maxNodes: Number.POSITIVE_INFINITY,
  maxSize: Number.POSITIVE_INFINITY,
};

/**
 * Sends each request to the server. Searches are posted, so that the patient's id stays out of addresses, which servers
 * and proxies log; every FHIR R4 server has to take both ways, yet a CapabilityStatement does not say so. A server that
 * does not know the way (404, 405, 501) is asked by GET instead, from then on.
 */
export function directReads(fhir: FhirClient, runtime: Pick<Runtime, 'now'>): RecordReads {
  let canPost = true;
  return {
    async read(request, { signal, traceparent } = {}) {
      const fetchedAt = runtime.now();
      const options = { ...(signal && { signal }), ...(traceparent !== undefined && { traceparent }) };
      const value = await send(request, options);
      if (findValueFault(value, ANSWER_LIMITS)) throw notFhir(200);
      return { value, fetchedAt };
    },
  };

  function send(request: Judged | JudgedPage, options: RequestOptions): Promise<FhirResource> {
    if (request.kind === 'read') {
      const reference = `${request.resourceType}/${request.id}`;
      return request.versionId === undefined
        ? fhir.read(reference, options)
        : fhir.vread(reference, request.versionId, options);
    }
    if (request.kind === 'everything')
      return fhir.everything(request.patientId, parametersOf(request.pairs), options);
    return posted(async (method) => {
      if (request.kind === 'search') {
        const type = request.resourceType as FhirResource['resourceType'];
        return fhir.search(type, parametersOf(request.pairs), { ...options, method });
      }
      const page: Bundle<FhirResource> = {
        resourceType: 'Bundle',
        type: 'searchset',
        link: [{ relation: 'next', url: request.link }],
      };
      const next = await fhir.next(page, {
        ...options,
        method: request.of.kind === 'search' ? method : 'GET',
      });
      if (!next) throw notFhir(200);
      return next;
    });
  }

  async function posted(search: (method: 'GET' | 'POST') => Promise<FhirResource>): Promise<FhirResource> {
    if (!canPost) return search('GET');
    try {
      return await search('POST');
    } catch (error) {
      if (!isUnknownWay(error)) throw error;
      const found = await search('GET');
      canPost = false;
      return found;
    }
  }
}

function isUnknownWay(error: unknown): boolean {
  if (!isSamspilError(error)) return false;
  return [404, 405, 501].includes((error as FhirResponseError).status);
}

function parametersOf(pairs: readonly Pair[]): SearchParameters {
  const parameters = new Map<string, string[]>();
  for (const [name, value] of pairs) parameters.set(name, [...(parameters.get(name) ?? []), value]);
  return Object.fromEntries(parameters);
}
