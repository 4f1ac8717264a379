import type { Communication } from 'fhir/r4';
import { instantOf } from '../../format/instants.ts';
import { partsOf } from './payloads.ts';

const statuses = [
  'preparation',
  'in-progress',
  'not-done',
  'on-hold',
  'stopped',
  'completed',
  'entered-in-error',
  'unknown',
] as const;

/** One message, as its thread shows it. */
export interface MessageFacts {
  readonly key: string;
  /** Undefined when the record gives none, or one we do not know. */
  readonly status: (typeof statuses)[number] | undefined;
  /** When it was sent, as it was recorded; else when it was written, else when it came. */
  readonly when: string | undefined;
  readonly at: number | undefined;
  /** It was sent, and nobody has received it. */
  readonly isUnread: boolean;
  /** Entered in error: never shown as true, and never hidden. */
  readonly isWrong: boolean;
  readonly message: Communication;
}

export function messageFacts(key: string, message: Communication): MessageFacts {
  const status = statuses.find((each) => each === message.status);
  const written = partsOf(message)
    .map((part) => part.written)
    .findLast((each) => instantOf(each) !== undefined);
  const when = [message.sent, written, message.received].find((each) => instantOf(each) !== undefined);
  const wasSent =
    status === undefined || status === 'completed' || status === 'in-progress' || status === 'unknown';
  return {
    key,
    status,
    when,
    at: instantOf(when),
    isUnread: wasSent && instantOf(message.received) === undefined,
    isWrong: status === 'entered-in-error',
    message,
  };
}
