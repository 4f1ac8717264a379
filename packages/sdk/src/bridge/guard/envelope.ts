import { readProbeReport } from '../probe/probe-report.ts';
import { readTraceparent } from '../../trace-context.ts';
import type { CallId, PluginMessage } from '../wire.ts';

/** A call as its envelope says it; `input` has not been looked at yet. */
export interface Call {
  id: CallId;
  method: string;
  input: unknown;
  traceparent: string | undefined;
}

const CALL_FIELDS: ReadonlySet<string> = new Set(['id', 'type', 'path', 'argumentList', 'traceparent']);
const ARGUMENT_FIELDS: ReadonlySet<string> = new Set(['type', 'value']);

/**
 * Reads a message as a call of one method: our own list, or comlink's with at most one raw argument. Undefined for
 * anything else, also for a call with one field more: nobody would have looked into that.
 */
export function readCall(message: unknown): Call | undefined {
  return Array.isArray(message) ? readList(message as unknown[]) : readComlinkCall(message);
}

function readList(message: unknown[]): Call | undefined {
  const { length } = message;
  // By its keys too: a list can have names beside its numbers.
  if (length < 3 || length > 4 || Object.keys(message).length !== length) return undefined;
  const [id, method, input, traceparent] = message;
  if (!isCallNumber(id) || typeof method !== 'string') return undefined;
  return { id, method, input, traceparent: readTraceparent(traceparent) };
}

function readComlinkCall(message: unknown): Call | undefined {
  if (!isRecord(message) || !hasOnly(message, CALL_FIELDS)) return undefined;
  const { id, type, path, argumentList } = message;
  if (!isCallName(id) || type !== 'APPLY') return undefined;
  if (!Array.isArray(path) || path.length !== 1 || !Array.isArray(argumentList)) return undefined;
  const [method] = path as unknown[];
  const [argument, ...more] = argumentList as unknown[];
  if (typeof method !== 'string' || more.length > 0) return undefined;
  if (argumentList.length > 0 && !isRaw(argument)) return undefined;
  const input = (argument as { value: unknown } | undefined)?.value;
  return { id, method, input, traceparent: readTraceparent(message['traceparent']) };
}

/** Reads one of the messages that want no answer; undefined for anything else. */
export function readPluginMessage(message: unknown): PluginMessage | undefined {
  if (!isRecord(message)) return undefined;
  switch (message['samspil']) {
    case 'pong': {
      const { heapBytes } = message;
      return isByteCount(heapBytes) ? { samspil: 'pong', heapBytes } : { samspil: 'pong' };
    }
    case 'cancel': {
      const { call } = message;
      return isCallNumber(call) || isCallName(call) ? { samspil: 'cancel', call } : undefined;
    }
    case 'probed': {
      const report = readProbeReport(message['report']);
      return report && { samspil: 'probed', report };
    }
    default:
      return undefined;
  }
}

/** The id to answer a refusal under, if the message has a usable one. */
export function callIdOf(message: unknown): CallId | undefined {
  const id: unknown = Array.isArray(message) ? message[0] : isRecord(message) ? message['id'] : undefined;
  // An answer has the form of its call, so the id must have it too.
  return (Array.isArray(message) ? isCallNumber(id) : isCallName(id)) ? (id as CallId) : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function hasOnly(record: Record<string, unknown>, fields: ReadonlySet<string>): boolean {
  for (const field in record) if (!fields.has(field)) return false;
  return true;
}

function isCallName(id: unknown): id is string {
  return typeof id === 'string' && id.length > 0 && id.length < 128;
}

function isCallNumber(id: unknown): id is number {
  return Number.isSafeInteger(id) && (id as number) >= 0;
}

function isRaw(argument: unknown): argument is { type: 'RAW'; value: unknown } {
  return isRecord(argument) && argument['type'] === 'RAW' && hasOnly(argument, ARGUMENT_FIELDS);
}

/** More than a terabyte is nobody's heap. */
function isByteCount(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= 2 ** 40;
}
