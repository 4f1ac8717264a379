import type { FhirResource } from 'fhir/r4';
import { isSamspilError } from '../../errors.ts';
import type { FhirResponseError, OutcomeIssue, SamspilErrorCode } from '../../errors.ts';
import type { FhirClient, RequestOptions } from '../../fhir/index.ts';
import type { EntryContent, WriteResult } from '../entry.ts';
import { linesOf, transactionOf } from './bundle.ts';
import type { BundleContext, Line } from './bundle.ts';
import { ownEffect, readBack } from './own-effect.ts';
import { resultsOf } from './responses.ts';

/** How one attempt ended. A refusal is a normal result, not an exception. */
export type Delivery =
  /** The server has it. By the write's own reference. */
  | { kind: 'accepted'; results: ReadonlyMap<string, WriteResult> }
  /** Somebody else changed the record. `theirs` is what stands there now, as far as it may be read. */
  | { kind: 'conflict'; theirs: FhirResource[] }
  /** The server says the content is wrong, or that we may not. */
  | { kind: 'rejected'; code: SamspilErrorCode; issues: readonly OutcomeIssue[] }
  /** The session is over. */
  | { kind: 'needs-login' }
  /** No usable answer. Whether it arrived is unknown; the route makes a repeat safe. */
  | { kind: 'unavailable'; code: SamspilErrorCode; retryAfterMs: number | undefined }
  /** The sender was told to stop. As unknown as `unavailable`, but nobody's fault. */
  | { kind: 'stopped' };

/** What {@link deliver} needs beside the entry. */
export interface DeliverContext extends Omit<BundleContext, 'fhirBaseUrl'> {
  client: FhirClient;
  signal: AbortSignal;
  /** The trace of whoever saved it, if it is known here. */
  traceparent?: string | undefined;
}

/**
 * Sends one entry as one transaction:
 * 1. with a `probe` route and an earlier attempt behind it, asks first whether that one arrived;
 * 2. sends;
 * 3. reads the answer, and reads back what the answer does not tell;
 * 4. a refusal because of versions is first tested for "is this my own effect?".
 */
export async function deliver(content: EntryContent, context: DeliverContext): Promise<Delivery> {
  const { client } = context;
  try {
    const lines = linesOf(content, { ...context, fhirBaseUrl: client.fhirBaseUrl });
    if (lines.some(({ isBlind }) => isBlind)) return await testOwnEffect(lines, context);
    if (content.attempts > 1 && lines.some(({ write }) => write.route === 'probe')) {
      const own = ownEffect(lines, await readBack(lines, client, callOf(context)));
      if (own) return accepted(lines, own);
    }
    return await send(lines, context);
  } catch (error) {
    // A resource that our own code stumbles over is parked like any poison, instead of stopping the queue.
    if (!isSamspilError(error)) return { kind: 'rejected', code: 'unexpected', issues: [] };
    return deliveryOf(error as FhirResponseError);
  }
}

async function send(lines: readonly Line[], context: DeliverContext): Promise<Delivery> {
  const { client } = context;
  const call = callOf(context);
  try {
    const { found, failure } = resultsOf(lines, await client.transaction(transactionOf(lines), call));
    if (failure) throw failure;
    const isComplete = lines.every(({ write }) => found.get(write.reference)?.versionId !== undefined);
    if (isComplete) return accepted(lines, found);
    const back = await readBack(lines, client, call);
    return accepted(lines, new Map([...found, ...(ownEffect(lines, back) ?? back.found)]));
  } catch (error) {
    if (isSamspilError(error) && error.code === 'conflict') return testOwnEffect(lines, context);
    throw error;
  }
}

/** Not without the server's name of every resource: later writes refer to it. */
function accepted(lines: readonly Line[], results: ReadonlyMap<string, WriteResult>): Delivery {
  const isKnown = lines.slice(0, -1).every(({ write }) => results.has(write.reference));
  if (isKnown) return { kind: 'accepted', results };
  // The server claims success and does not show it, or its search lags behind. A repeat cannot do harm.
  return { kind: 'unavailable', code: 'invalid-response', retryAfterMs: undefined };
}

async function testOwnEffect(lines: readonly Line[], context: DeliverContext): Promise<Delivery> {
  const back = await readBack(lines, context.client, callOf(context));
  const own = ownEffect(lines, back);
  return own ? accepted(lines, own) : { kind: 'conflict', theirs: back.theirs };
}

function callOf({ signal, traceparent }: DeliverContext): RequestOptions {
  return { signal, ...(traceparent !== undefined && { traceparent }) };
}

function deliveryOf({ code, issues, retryAfterMs }: FhirResponseError): Delivery {
  switch (code) {
    case 'needs-login':
      return { kind: 'needs-login' };
    case 'aborted':
      return { kind: 'stopped' };
    case 'denied':
    case 'not-found':
    case 'gone':
    case 'rejected':
      return { kind: 'rejected', code, issues };
    default:
      return { kind: 'unavailable', code, retryAfterMs };
  }
}
