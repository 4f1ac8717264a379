import type { Runtime } from './runtime.ts';

/** Version 00: trace id, parent id, flags; later versions may append fields (W3C Trace Context, §3.2). */
const TRACEPARENT =
  /^(?!ff)([0-9a-f]{2})-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.{0,64})?$/;
const TRACE_ID_BYTES = 16;
const PARENT_ID_BYTES = 8;
/** How many random bytes are asked for at once: asking costs more than using. */
const SUPPLY_BYTES = 32 * (TRACE_ID_BYTES + PARENT_ID_BYTES);

/** The `traceparent` if it is one, else undefined: a bad one is dropped, as the standard asks, never an error. */
export function readTraceparent(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const match = TRACEPARENT.exec(value);
  return match && !(match[1] === '00' && match[2] !== undefined) ? value : undefined;
}

/** Gives each call its position in a trace. */
export class TraceSource {
  readonly #runtime: Pick<Runtime, 'randomBytes'>;
  /** Random hexadecimal digits that were not used yet begin at `#used`. */
  #supply = '';
  #used = 0;

  constructor(runtime: Pick<Runtime, 'randomBytes'>) {
    this.#runtime = runtime;
  }

  /**
   * The next step in the trace of `parent`, or the beginning of a new trace, marked as sampled: whether it is kept is for
   * the collector to say.
   */
  next(parent?: string): string {
    const known = readTraceparent(parent);
    const traceId = known ? known.slice(3, 35) : this.#take(TRACE_ID_BYTES);
    return `00-${traceId}-${this.#take(PARENT_ID_BYTES)}-${known ? known.slice(53, 55) : '01'}`;
  }

  #take(bytes: number): string {
    if (this.#used + 2 * bytes > this.#supply.length) {
      this.#supply = toHex(this.#runtime.randomBytes(SUPPLY_BYTES));
      this.#used = 0;
    }
    this.#used += 2 * bytes;
    return this.#supply.slice(this.#used - 2 * bytes, this.#used);
  }
}

/** In one step where the browser can (ES2026). */
function toHex(bytes: Uint8Array & { toHex?: () => string }): string {
  if (bytes.toHex) return bytes.toHex();
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
