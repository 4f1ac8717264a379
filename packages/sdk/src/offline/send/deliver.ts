import { isSamspilError } from '../../errors.ts';
import type { FhirResponseError, OutcomeIssue, SamspilErrorCode } from '../../errors.ts';
import type { FhirClient, RequestOptions } from '../../fhir/index.ts';
import type { Standing } from '../conflict/types.ts';
import type { EntryContent, WriteResult } from '../entry.ts';
import { linesOf, transactionOf } from './bundle.ts';
import type { BundleContext, Line } from './bundle.ts';
import { consequenceOf } from './answers/consequences.ts';
import { ownEffect, readBack } from './answers/own-effect.ts';
import type { ReadBack } from './answers/own-effect.ts';
import { isStatedVersion } from './restored/stated-version.ts';
import type { Parts } from './answers/parts.ts';
import { resultsOf } from './answers/responses.ts';
import type { TransactionResults } from './answers/responses.ts';

/**
 * How one attempt ended. A refusal is a normal result, not an exception. `parts` is what a server took nevertheless that
 * does not keep transactions whole.
 */
export type Delivery =
  /** The server has it. By the write's own reference. */
  | { kind: 'accepted'; results: ReadonlyMap<string, WriteResult> }
  /** Somebody else changed the record; what stands there now, once it was compared. */
  | { kind: 'conflict'; standings?: readonly Standing[]; parts?: Parts }
  /** Both sides touched different things: this goes next, on top of theirs. */
  | { kind: 'merged'; content: EntryContent; parts?: Parts }
  /** The server says the content is wrong, or that we may not. */
  | {
      kind: 'rejected';
      code: SamspilErrorCode;
      issues: readonly OutcomeIssue[];
      /** What it says of each issue. */
      words?: readonly (string | undefined)[];
      parts?: Parts;
    }
  /** The session is over. */
  | { kind: 'needs-login'; parts?: Parts }
  /** No usable answer. Whether it arrived is unknown; the route makes a repeat safe. */
  | { kind: 'unavailable'; code: SamspilErrorCode; retryAfterMs: number | undefined; parts?: Parts }
  /** The sender was told to stop. As unknown as `unavailable`, but nobody's fault. */
  | { kind: 'stopped' };

/** What {@link deliver} needs beside the entry. */
export interface DeliverContext extends Omit<BundleContext, 'fhirBaseUrl'> {
  client: FhirClient;
  signal: AbortSignal;
  /** The trace of whoever saved it, if it is known here. */
  traceparent?: string | undefined;
  /** Where the server keeps keys. */
  idempotencyKey?: string | undefined;
  /** Asked right before it leaves: whether everything waits meanwhile, because of what another entry was answered. */
  isPaused?: () => boolean;
}

/**
 * Sends one entry as one transaction:
 * 1. with a `probe` route and an earlier attempt behind it, or lost by the server, asks first whether it is there, and of what
 *    was lost whether what it changes still is what it was based on;
 * 2. sends;
 * 3. reads the answer, and reads back what the answer does not tell;
 * 4. a refusal because of versions is first tested for "is this my own effect?";
 * 5. so is any other refusal of a repeat: the earlier attempt may have arrived before the server's mind changed.
 */
export async function deliver(content: EntryContent, context: DeliverContext): Promise<Delivery> {
  const delivery = await attempt(content, context);
  return delivery.kind === 'rejected' && content.attempts > 1
    ? unlessArrived(content, delivery, context)
    : delivery;
}

async function attempt(content: EntryContent, context: DeliverContext): Promise<Delivery> {
  const { client } = context;
  try {
    const lines = linesOf(content, { ...context, fhirBaseUrl: client.fhirBaseUrl });
    if (lines.some(({ isBlind }) => isBlind)) return await testOwnEffect(lines, context);
    const isProbed = content.isReoffered || lines.some(({ write }) => write.route === 'probe');
    if (content.attempts > 1 && isProbed) {
      const back = await readBack(lines, client, callOf(context));
      const own = ownEffect(lines, back);
      if (own) return accepted(lines, own);
      if (isTakenApart(back)) return onlyParts(back.found);
      if (content.isReoffered && lines.some((line) => isNumberReused(line, back, content, context)))
        return { kind: 'conflict' };
    }
    return await send(lines, context);
  } catch (error) {
    // A resource that our own code stumbles over is parked like any poison, instead of stopping the queue.
    if (!isSamspilError(error)) return { kind: 'rejected', code: 'unexpected', issues: [] };
    return deliveryOf(error as FhirResponseError);
  }
}

async function send(lines: readonly Line[], context: DeliverContext): Promise<Delivery> {
  if (context.isPaused?.()) return { kind: 'unavailable', code: 'server', retryAfterMs: undefined };
  const { client } = context;
  const call = callOf(context);
  const { idempotencyKey } = context;
  const keyed = idempotencyKey === undefined ? call : { ...call, idempotencyKey };
  try {
    const results = resultsOf(lines, await client.transaction(transactionOf(lines), keyed));
    if (results.failure) return await takenApart(lines, results, results.failure, context);
    const { found } = results;
    const isComplete = lines.every(({ write }) => found.get(write.reference)?.versionId !== undefined);
    if (isComplete) return accepted(lines, found);
    const back = await readBack(lines, client, call);
    return accepted(lines, new Map([...found, ...(ownEffect(lines, back) ?? back.found)]));
  } catch (error) {
    // To a known key 409 means that the first request is still being worked on (draft §2.7).
    if (idempotencyKey !== undefined && isStatus(error, 409))
      return { kind: 'unavailable', code: 'server', retryAfterMs: (error as FhirResponseError).retryAfterMs };
    if (isSamspilError(error) && consequenceOf(error.code) === 'compare')
      return testOwnEffect(lines, context);
    throw error;
  }
}

/** Something else stands there under the number of the version that the change is based on. */
function isNumberReused(
  { write, reference: address }: Line,
  { theirs }: ReadBack,
  { plugin }: EntryContent,
  { history, sequence }: DeliverContext,
): boolean {
  if (write.isNew || address === undefined) return false;
  const stated = history.baseVersionOf(write, plugin.id, sequence);
  const there = theirs.find(({ resourceType, id }) => `${resourceType}/${id}` === address);
  if (there?.meta?.versionId !== stated || there === undefined) return false;
  return !isStatedVersion(there, { write, address, stated, history });
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
  if (own) return accepted(lines, own);
  return isTakenApart(back) ? onlyParts(back.found) : { kind: 'conflict' };
}

/**
 * Asks once more about what was refused although an earlier attempt had no known end: `accepted`, if that one arrived after
 * all. Undefined when it did not, or nobody can say.
 */
export async function lookAgain(
  content: EntryContent,
  context: DeliverContext,
): Promise<Delivery | undefined> {
  const nothing: Delivery = { kind: 'rejected', code: 'rejected', issues: [] };
  const found = await unlessArrived(content, nothing, context);
  return found.kind === 'accepted' ? found : undefined;
}

/** The refusal, unless an earlier attempt took effect and only its answer was lost. */
async function unlessArrived(
  content: EntryContent,
  refusal: Delivery,
  context: DeliverContext,
): Promise<Delivery> {
  const { client } = context;
  try {
    const lines = linesOf(content, { ...context, fhirBaseUrl: client.fhirBaseUrl });
    const own = ownEffect(lines, await readBack(lines, client, callOf(context)));
    return own ? accepted(lines, own) : refusal;
  } catch (error) {
    // Not able to ask, the entry must not be called refused: it is tried again, and asked again.
    const asked = isSamspilError(error) ? deliveryOf(error as FhirResponseError) : refusal;
    return asked.kind === 'rejected' ? refusal : asked;
  }
}

/** The answer is a success with refused lines in it: some lines may have taken effect and others not. */
async function takenApart(
  lines: readonly Line[],
  { found, hasConflict }: TransactionResults,
  failure: FhirResponseError,
  context: DeliverContext,
): Promise<Delivery> {
  let parts: Parts = found;
  if (hasConflict) {
    const open = lines.filter(({ write }) => !found.has(write.reference));
    const back = await readBack(open, context.client, callOf(context));
    parts = new Map([...found, ...back.found]);
  }
  if (lines.every(({ write }) => parts.has(write.reference))) return accepted(lines, parts);
  if (consequenceOf(failure.code) === 'compare') return { kind: 'conflict', parts };
  return { ...deliveryOf(failure), parts } as Delivery;
}

function isTakenApart({ found, missing }: ReadBack): boolean {
  return found.size > 0 && missing.size > 0;
}

/** The next attempt sends the rest. */
function onlyParts(parts: Parts): Delivery {
  return { kind: 'unavailable', code: 'invalid-response', retryAfterMs: undefined, parts };
}

function isStatus(error: unknown, status: number): boolean {
  return isSamspilError(error) && 'status' in error && error.status === status;
}

function callOf({ signal, traceparent }: DeliverContext): RequestOptions {
  return { signal, ...(traceparent !== undefined && { traceparent }) };
}

function deliveryOf(error: FhirResponseError): Delivery {
  const { code, issues, retryAfterMs } = error;
  switch (consequenceOf(code)) {
    case 'sign-in':
      return { kind: 'needs-login' };
    case 'stop':
      return { kind: 'stopped' };
    case 'park':
      return { kind: 'rejected', code, issues, words: wordsOf(error) };
    // Versions are compared where the answer is read; a conflict while only asking says nothing about the write.
    case 'compare':
    case 'again':
      return { kind: 'unavailable', code, retryAfterMs };
  }
}

/** A fault of our own, before anything was asked, has none. */
function wordsOf(error: Partial<FhirResponseError>): readonly (string | undefined)[] {
  return error.words?.() ?? [];
}
