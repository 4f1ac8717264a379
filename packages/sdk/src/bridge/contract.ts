import type { GenericSchema } from 'valibot';

/** The methods one side offers, as types: name to input and output. Names are exact; there are no paths. */
export type Methods = Record<string, { input: unknown; output: unknown }>;

/** How the serving side receives one method. */
export interface ServedMethod<Input, Output> {
  /** The input is refused with `protocol` unless it fits. */
  input: GenericSchema<unknown, Input>;
  /** Longest time to an answer, in milliseconds; after it the caller gets `timeout` and `signal` aborts. */
  deadlineMs: number;
  handle(input: Input, signal: AbortSignal): Promise<Output>;
}

/** One served method for each name of the contract. */
export type Served<M extends Methods> = { [K in keyof M]: ServedMethod<M[K]['input'], M[K]['output']> };
