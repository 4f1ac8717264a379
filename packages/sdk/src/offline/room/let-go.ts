import type { Runtime } from '../../runtime.ts';

/** Names nobody and nothing: any page of the origin can listen. */
const CHANNEL = 'samspil-records';
const LET_GO = 'let-go';

/** Tells every tab that the held records were let go to make room for a save. */
export function tellLetGo(runtime: Pick<Runtime, 'openChannel'>): void {
  const channel = runtime.openChannel(CHANNEL);
  channel?.postMessage(LET_GO);
  channel?.close();
}

/** Calls `listener` each time; the returned function ends that. */
export function onLetGo(runtime: Pick<Runtime, 'openChannel'>, listener: () => void): () => void {
  const channel = runtime.openChannel(CHANNEL);
  channel?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (data === LET_GO) listener();
  });
  return () => channel?.close();
}
