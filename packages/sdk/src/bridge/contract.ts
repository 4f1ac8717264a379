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

/** How the serving side receives one method. */
export interface ServedMethod<Input, Output> {
  /** The input is refused with `protocol` unless it fits. */
  input: Schema<Input>;
  /** Longest time to an answer, in milliseconds; after it the caller gets `timeout` and `signal` aborts. */
  deadlineMs: number;
  handle(input: Input, signal: AbortSignal): Promise<Output>;
}

/** One served method for each name of the contract. */
export type Served<M extends Methods> = { [K in keyof M]: ServedMethod<M[K]['input'], M[K]['output']> };
