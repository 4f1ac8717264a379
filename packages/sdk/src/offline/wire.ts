import { SamspilError, isSamspilError } from '../errors.ts';
import type { SamspilErrorCode } from '../errors.ts';

/** An outcome as plain data: thrown errors lose their code on the way through a worker's port. */
export type Wired<T> = { value: T } | { error: { code: SamspilErrorCode; message: string } };

/** Runs `work` and packs its outcome. What is no error of ours becomes `unexpected`, without its text. */
export async function pack<T>(work: () => Promise<T>): Promise<Wired<T>> {
  try {
    return { value: await work() };
  } catch (error) {
    if (isSamspilError(error)) return { error: { code: error.code, message: error.message } };
    return { error: { code: 'unexpected', message: 'The other side of the outbox failed unexpectedly.' } };
  }
}

/** The value, or the error as it was. */
export function unpack<T>(wired: Wired<T>): T {
  if ('error' in wired) throw new SamspilError(wired.error.code, wired.error.message);
  return wired.value;
}
