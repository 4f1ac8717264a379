import { SamspilError } from '../../errors.ts';

/** Callbacks into a page may never answer; giving up the lock must not wait for them. */
export async function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  let stop = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(new SamspilError('aborted', 'The outbox was closed.'));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop);
  });
  return Promise.race([promise, aborted]).finally(() => signal.removeEventListener('abort', stop));
}
