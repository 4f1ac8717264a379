import { readPrefetch } from '../prefetch/read-prefetch.ts';
import type { DecisionService, SupportCall } from '../service.ts';
import type { Words } from '../words.ts';
import { CallRefused } from './call-refused.ts';
import { isUuid } from './is-uuid.ts';

const ID = /^[A-Za-z0-9\-.]{1,64}$/;
const REFERENCE = /^(Practitioner|PractitionerRole|Patient|RelatedPerson)\/[A-Za-z0-9\-.]{1,64}$/;

/**
 * A call of one service (CDS Hooks 2.0, Calling a CDS Service): the hook it is for, with the context that hook has.
 *
 * @throws CallRefused 400 `invalid-request` for another hook or a context that lacks something, and what
 *   `readPrefetch` throws
 */
export function readCall(
  body: Readonly<Record<string, unknown>>,
  service: DecisionService,
  { now, words }: { now: Date; words: Words },
): SupportCall {
  const { hook, hookInstance, context, prefetch } = body;
  if (hook !== service.hook) throw refused(`This service is for the hook ${service.hook}.`);
  if (!isUuid(hookInstance)) throw refused('hookInstance must be a UUID.');
  const { userId, patientId, encounterId } = (context ?? {}) as Record<string, unknown>;
  if (!matches(userId, REFERENCE))
    throw refused('context.userId must be a reference such as Practitioner/abc.');
  if (!matches(patientId, ID)) throw refused('context.patientId must be the id of a Patient.');
  if (encounterId !== undefined && !matches(encounterId, ID))
    throw refused('context.encounterId must be the id of an Encounter.');
  return { patient: patientId, prefetch: readPrefetch(prefetch, service, patientId), now, words };
}

function matches(value: unknown, pattern: RegExp): value is string {
  return typeof value === 'string' && pattern.test(value);
}

function refused(message: string): CallRefused {
  return new CallRefused(400, 'invalid-request', message);
}
