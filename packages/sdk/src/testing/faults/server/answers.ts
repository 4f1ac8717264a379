import type { Bundle } from 'fhir/r4';
import { outcome } from '../../simulate/memory-server.ts';
import type { NetworkFault } from './network-fault.ts';

const ACTED: ReadonlySet<NetworkFault['kind']> = new Set(['repeat', 'cut', 'late', 'answers']);

/** Whether the server acts on a request that meets this fault, whatever is answered. */
export function hasActed(fault: NetworkFault): boolean {
  return ACTED.has(fault.kind) || (fault.kind === 'status' && fault.isAfter === true);
}

/** Half of an answer, in one piece: JSON that ends in the middle. */
export async function cut(response: Response | undefined): Promise<Response> {
  const text = (await response?.text()) ?? '';
  return new Response(text.slice(0, Math.floor(text.length / 2)), {
    status: 200,
    headers: { 'Content-Type': 'application/fhir+json' },
  });
}

/** What a captive portal answers. */
export function webPage(status: number): Response {
  return new Response('<!doctype html><title>Log on to the guest network</title>', {
    status,
    headers: { 'Content-Type': 'text/html' },
  });
}

/** A transaction's answer without its entries, with fewer of them, or in another order. */
export async function reshaped(
  response: Response | undefined,
  shape: 'none' | 'fewer' | 'reversed',
): Promise<Response | undefined> {
  if (!response?.ok) return response;
  const bundle = JSON.parse(await response.text()) as Bundle;
  const { entry = [] } = bundle;
  const shapes = { none: [], fewer: entry.slice(1), reversed: entry.toReversed() };
  return fhir(200, { ...bundle, entry: shapes[shape] });
}

/** Success by its status, a refusal by its content. */
export function refusedInside(): Response {
  const response = { status: '422 Unprocessable', outcome: outcome('processing') };
  return fhir(200, { resourceType: 'Bundle', type: 'transaction-response', entry: [{ response }] });
}

/** What a busy server, or a gateway before it, answers. `{date}` in `retryAfter` is one minute after `nowMs`. */
export function statusAnswer(
  { status, retryAfter }: Pick<Extract<NetworkFault, { kind: 'status' }>, 'status' | 'retryAfter'>,
  nowMs: number,
): Response {
  const inAMinute = new Date(nowMs + 60_000).toUTCString();
  const headers = new Headers({
    'Content-Type': 'application/fhir+json',
    Date: new Date(nowMs).toUTCString(),
  });
  if (retryAfter !== undefined) headers.set('Retry-After', retryAfter.replace('{date}', inAMinute));
  return new Response(JSON.stringify(outcome('transient')), { status, headers });
}

function fhir(status: number, body: object): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/fhir+json' },
  });
}
