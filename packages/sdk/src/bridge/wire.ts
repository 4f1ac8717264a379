import type { FhirResponseError, OutcomeIssue, SamspilErrorCode } from '../errors.ts';
import { SamspilError, isSamspilError } from '../errors.ts';
import type { ProbeReport } from './probe/probe-report.ts';

/**
 * What crosses a port: calls and answers as short lists, since a list crosses faster than comlink's nested objects, and
 * one-way messages marked with `samspil`. comlink's own calls are understood too, and answered in its way.
 */
export type CallMessage = [call: number, method: string, input: unknown, traceparent?: string];

/** The answer to a call; three items long when it failed. */
export type AnswerMessage =
  [call: number, value: unknown] | [call: number, value: undefined, error: WireError];

/** What a served method ends with. Failures too, so that comlink's error path, which sends stack traces to the peer, is never taken. */
export type Reply<T> = { ok: true; value: T } | { ok: false; error: WireError };

/** Name of a call while it runs: a number of our own clients, a text of comlink's. */
export type CallId = number | string;

/** An error without message, stack or anything that could hold patient data. */
export interface WireError {
  code: SamspilErrorCode;
  status?: number;
  issues?: readonly OutcomeIssue[];
}

/** Host to plugin: something changed. */
export interface EventMessage {
  samspil: 'event';
  name: string;
  detail: unknown;
}

/** Host to plugin: are you there? The next one comes in `intervalMs`, so that the plugin notices when none does. */
export interface PingMessage {
  samspil: 'ping';
  intervalMs?: number;
}

/** Host to plugin: this port closes. */
export interface ClosedMessage {
  samspil: 'closed';
}

/** Host to plugin: say what this frame can reach, after being busy for `spinMs`. */
export interface ProbeMessage {
  samspil: 'probe';
  spinMs: number;
}

export type HostMessage = EventMessage | PingMessage | ClosedMessage | ProbeMessage;

/** Plugin to host: yes. With its heap in bytes where the browser tells. */
export interface PongMessage {
  samspil: 'pong';
  heapBytes?: number;
}

/** Plugin to host: I no longer want the answer to this call. */
export interface CancelMessage {
  samspil: 'cancel';
  call: CallId;
}

/** Plugin to host: what a {@link ProbeMessage} asked for. */
export interface ProbedMessage {
  samspil: 'probed';
  report: ProbeReport;
}

export type PluginMessage = PongMessage | CancelMessage | ProbedMessage;

/** Reduces any failure to what the peer may know. */
export function toWireError(error: unknown): WireError {
  if (!isSamspilError(error)) return { code: 'unexpected' };
  const { status, issues } = error as FhirResponseError;
  return {
    code: error.code,
    ...(typeof status === 'number' && { status }),
    ...(issues && issues.length > 0 && { issues }),
  };
}

/** What the caller sees of an error that came over the port. */
export class RemoteError extends SamspilError {
  override name = 'RemoteError';
  readonly status: number | undefined;
  readonly issues: readonly OutcomeIssue[];

  constructor(method: string, error: WireError) {
    super(
      error.code,
      `The workplace answered "${error.code}" to ${method}. See the table of errors in the guide.`,
    );
    this.status = error.status;
    this.issues = error.issues ?? [];
  }
}
