import type { IncomingMessage, ServerResponse } from 'node:http';
import { applyCors } from '../fhir/http/cors.ts';
import { sendJson } from '../json.ts';
import { CallRefused } from './http/call-refused.ts';
import { checkFeedback } from './http/check-feedback.ts';
import { readBody } from './http/read-body.ts';
import { readCall } from './http/read-call.ts';
import type { DecisionService } from './service.ts';
import { medicationAllergy } from './services/medication-allergy.ts';
import { news2Escalation } from './services/news2-escalation.ts';
import { languageOf, wordsIn, type Words } from './words.ts';

export interface DecisionSupportOptions {
  /** Default: those of the simulator. */
  services?: readonly DecisionService[];
  /** Default: the clock of this machine. */
  now?: () => Date;
}

export type DecisionSupport = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const PATH = /^\/cds-services(?:\/([^/]+)(?:\/(feedback))?)?\/?$/;

/** Whether an address is one of decision support. */
export function isDecisionSupport(pathname: string): boolean {
  return PATH.test(pathname);
}

/**
 * The services of the simulator by CDS Hooks 2.0: `GET /cds-services`, `POST /cds-services/{id}` and
 * `POST /cds-services/{id}/feedback`. They work from what is sent with a call, take no token, and keep and log nothing. Their
 * words are in the language of `Accept-Language`: da, sv or en.
 *
 * Refusals are `{ code, message }` and repeat nothing of what was sent: 400 `invalid-request` or `wrong-patient`, 404
 * `not-found`, 405, 412 `incomplete` for a prefetch that is not all there, 413, 415.
 */
export function createDecisionSupport({
  services = [news2Escalation, medicationAllergy],
  now = () => new Date(),
}: DecisionSupportOptions = {}): DecisionSupport {
  return async (request, response) => {
    if (applyCors(request, response, 'any')) return;
    const words = wordsIn(languageOf(request.headers['accept-language']));
    try {
      sendJson(response, 200, await answerTo(request, { services, now, words }));
    } catch (error) {
      const { status, code, message } = error instanceof CallRefused ? error : failed();
      if (status === 405) response.setHeader('Allow', allowed(request));
      // What was not read of a body that is too large is not waited for.
      if (status === 413) response.setHeader('Connection', 'close');
      sendJson(response, status, { code, message });
    }
  };
}

async function answerTo(
  request: IncomingMessage,
  { services, now, words }: Required<DecisionSupportOptions> & { words: Words },
): Promise<object> {
  const [, id, feedback] = PATH.exec(pathOf(request)) ?? [];
  if (request.method !== allowed(request))
    throw new CallRefused(405, 'invalid-request', `Use ${allowed(request)} here.`);
  if (id === undefined) return { services: services.map((service) => described(service, words)) };
  const service = services.find((each) => each.id === id);
  if (!service)
    throw new CallRefused(404, 'not-found', 'There is no such service: GET /cds-services lists them.');
  const body = await readBody(request);
  if (feedback) {
    checkFeedback(body);
    return {};
  }
  return { cards: service.advise(readCall(body, service, { now: now(), words })) };
}

function described({ id, hook, title, description, prefetch }: DecisionService, words: Words): object {
  const templates = Object.entries(prefetch).map(([key, { query }]) => [key, query] as const);
  return {
    id,
    hook,
    title: words(title),
    description: words(description),
    prefetch: Object.fromEntries<string>(templates),
    usageRequirements: words('service.prefetchOnly'),
  };
}

function allowed(request: IncomingMessage): 'GET' | 'POST' {
  return PATH.exec(pathOf(request))?.[1] === undefined ? 'GET' : 'POST';
}

function pathOf({ url = '/' }: IncomingMessage): string {
  return new URL(url, 'http://localhost').pathname;
}

/** A rule that stumbled over a record of another shape says no more than that. */
function failed(): CallRefused {
  return new CallRefused(500, 'server', 'The service could not judge what was sent.');
}
