/** The methods one side offers, as types: name to input and output. Names are exact; there are no paths. */
export type Methods = Record<string, { input: unknown; output: unknown }>;

/**
 * Anything that can judge an unknown value: the part of Standard Schema that the bridge needs, which valibot, zod and
 * others implement (https://standardschema.dev).
 */
export interface Schema<Output> {
  readonly '~standard': {
    readonly validate: (value: unknown) => SchemaResult<Output> | Promise<SchemaResult<Output>>;
  };
}

export type SchemaResult<Output> =
  { readonly value: Output; readonly issues?: undefined } | { readonly issues: readonly unknown[] };

/** Bounds of one method, tighter than those of the port. What passes one is answered with `too-many-requests`, too large an input with `protocol`. */
export interface MethodLimits {
  /** UTF-16 units of all texts and keys of the input plus bytes of its buffers. */
  maxSize?: number;
  /** Calls of this method without an answer yet. */
  maxInFlight?: number;
  /** Calls of this method in any one second. */
  ratePerSecond?: number;
}

/** What the guard asks before a call of a method begins. */
export interface MethodRule {
  /** Name of the capability the peer needs for it; without it the call is `denied`. Absent: every peer may call it. */
  capability?: string;
  limits?: MethodLimits;
}

/** One call, as the method that serves it sees it. */
export interface CallInfo {
  /** Aborts at the deadline, when the caller withdraws and when the port closes; its reason is a SamspilError. */
  readonly signal: AbortSignal;
  /**
   * The caller's position in a trace (W3C Trace Context, §3.2), well-formed, or undefined. The peer chose it: it joins
   * records of the same click and says nothing about who called.
   */
  readonly traceparent: string | undefined;
}

/** How the serving side receives one method. */
export interface ServedMethod<Input, Output> extends MethodRule {
  /** The input is refused with `protocol` unless it fits. */
  input: Schema<Input>;
  /** What leaves is what this makes of the answer; one that does not fit is `unexpected` to the peer. Absent: anything. */
  output?: Schema<Output>;
  /** Longest time to an answer, in milliseconds; after it the caller gets `timeout` and `signal` aborts. */
  deadlineMs: number;
  handle(input: Input, call: CallInfo): Promise<Output>;
}

/** One served method for each name of the contract. */
export type Served<M extends Methods> = { [K in keyof M]: ServedMethod<M[K]['input'], M[K]['output']> };
