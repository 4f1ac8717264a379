import type { Runtime } from '../runtime.ts';

/** Version 00: trace id, parent id, flags; later versions may append fields (W3C Trace Context, §3.2). */
const TRACEPARENT =
  /^(?!ff)([0-9a-f]{2})-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.{0,64})?$/;
const LONGEST = 128;

/** The `traceparent` if it is one, else undefined: a bad one is dropped, as the standard asks, never an error. */
export function readTraceparent(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > LONGEST) return undefined;
  const match = TRACEPARENT.exec(value);
  return match && !(match[1] === '00' && match[2] !== undefined) ? value : undefined;
}

/** The beginning of a new trace, marked as sampled: whether it is kept is for the collector to say. */
export function newTraceparent(runtime: Pick<Runtime, 'randomBytes'>): string {
  const hex = toHex(runtime.randomBytes(24));
  return `00-${hex.slice(0, 32)}-${hex.slice(32)}-01`;
}

/** The next step in the trace of `parent`: its trace id and flags, a parent id of our own. */
export function childTraceparent(parent: string, runtime: Pick<Runtime, 'randomBytes'>): string {
  return `00-${parent.slice(3, 35)}-${toHex(runtime.randomBytes(8))}-${parent.slice(53, 55)}`;
}

function toHex(bytes: Uint8Array): string {
  let hex = '';
  for (const byte of bytes) hex += (byte < 16 ? '0' : '') + byte.toString(16);
  return hex;
}
