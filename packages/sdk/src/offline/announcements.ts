import type { Runtime } from '../runtime.ts';
import type { FlushCause } from './types.ts';

/**
 * What one tab tells the others. Ids only: any page of the origin can listen, and the others read the rest from the store.
 * `all`: something about the whole queue changed. `flush`: it is to be sent now, or soon. `room`: whether the disk has room
 * for sending; where it has none nothing else can say so.
 */
export type Announcement =
  | { kind: 'entries'; ids: readonly string[] }
  | { kind: 'all' }
  | { kind: 'room'; hasRoom: boolean }
  | { kind: 'flush'; cause?: FlushCause };

/** The partition's channel to the other tabs. Where there is none, each tab is alone and nothing is lost. */
export class Announcements {
  #channel: BroadcastChannel | undefined;
  #changed: string[] = [];

  constructor(
    name: string,
    runtime: Pick<Runtime, 'openChannel'>,
    hear: (announcement: Announcement) => void,
  ) {
    this.#channel = runtime.openChannel(name);
    this.#channel?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (isAnnouncement(data)) hear(data);
    });
  }

  /** An entry was added or changed. What was written down together is told together: a message costs more than an id. */
  changed(id: string): void {
    if (this.#changed.push(id) > 1) return;
    queueMicrotask(() => this.tell({ kind: 'entries', ids: this.#changed.splice(0) }));
  }

  tell(announcement: Announcement): void {
    this.#channel?.postMessage(announcement);
  }

  close(): void {
    this.#channel?.close();
    // A write that was on its way when the outbox closed is durable all the same; a closed channel would throw at it.
    this.#channel = undefined;
  }
}

function isAnnouncement(data: unknown): data is Announcement {
  if (typeof data !== 'object' || data === null) return false;
  const { kind, ids, hasRoom } = data as { kind?: unknown; ids?: unknown; hasRoom?: unknown };
  if (kind === 'room') return typeof hasRoom === 'boolean';
  return (
    kind === 'all' || kind === 'flush' || (kind === 'entries' && Array.isArray(ids) && ids.every(isText))
  );
}

function isText(id: unknown): id is string {
  return typeof id === 'string';
}
