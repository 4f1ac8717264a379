/**
 * Entry of the outbox's worker. One engine per worker; the page speaks to it through comlink, and it asks the page for
 * token and key through comlink too. Both ends are ours: no plugin ever holds this port.
 */
import { expose } from 'comlink';
import type { ProxyMarked, ProxyOrClone } from 'comlink';
import type { Draft } from '../contract/drafts.ts';
import { SamspilError } from '../errors.ts';
import { browserRuntime } from '../runtime.ts';
import type { ReceiptSnapshot } from '../workplace/types.ts';
import type { ConflictDecision, WriteConflict } from './conflict/types.ts';
import type { DraftOwner, KeptDraft } from './drafts/types.ts';
import { OutboxEngine } from './outbox.ts';
import type { OutboxEngineOptions } from './engine-options.ts';
import type { FlushCause, WriteRequest } from './types.ts';
import type { ParkedWrite } from './write/parked-write.ts';
import { pack, unpack } from './wire.ts';
import type { Wired } from './wire.ts';

/** What the page does for the worker. Crosses the border as a proxy. */
export interface PageSide extends ProxyMarked {
  accessToken(): Promise<Wired<string | undefined>>;
  releaseKey(): Promise<Wired<Uint8Array>>;
  /** What changed in one moment, in order. */
  onChange(snapshots: readonly ReceiptSnapshot[]): void;
}

/** What is plain data among the engine's options. */
export type EngineSettings = Pick<OutboxEngineOptions, 'partition' | 'name' | 'traceContext' | 'server'>;

/** Between two messages to the page, in milliseconds. */
const PAUSE_MS = 30;

/** What the worker does for the page: the outbox, with outcomes packed. */
export class OutboxWorker {
  #engine: OutboxEngine | undefined;
  // Held for as long as the worker lives: a proxy that is collected takes its port down with it (comlink #667).
  #page: ProxyOrClone<PageSide> | undefined;
  readonly #changed: ReceiptSnapshot[] = [];
  #isPausing = false;

  start(settings: EngineSettings, page: ProxyOrClone<PageSide>): Promise<Wired<void>> {
    this.#page = page;
    return pack(async () => {
      this.#engine = await OutboxEngine.open({
        ...settings,
        accessToken: async () => unpack(await page.accessToken()),
        releaseKey: async () => unpack(await page.releaseKey()),
        runtime: browserRuntime(),
      });
      this.#engine.subscribe((snapshot) => this.#tell(snapshot));
    });
  }

  enqueue(write: WriteRequest): Promise<Wired<ReceiptSnapshot>> {
    return this.#answer((outbox) => outbox.enqueue(write));
  }

  list(filter?: { patient?: string }): Promise<Wired<ReceiptSnapshot[]>> {
    return this.#answer((outbox) => outbox.list(filter));
  }

  flush(cause?: FlushCause): Promise<Wired<void>> {
    return this.#answer((outbox) => outbox.flush(cause));
  }

  retry(id: string): Promise<Wired<void>> {
    return this.#answer((outbox) => outbox.retry(id));
  }

  discard(id: string, reason: string): Promise<Wired<void>> {
    return this.#answer((outbox) => outbox.discard(id, reason));
  }

  conflict(id: string): Promise<Wired<WriteConflict>> {
    return this.#answer((outbox) => outbox.conflict(id));
  }

  repair(id: string): Promise<Wired<ParkedWrite>> {
    return this.#answer((outbox) => outbox.repair(id));
  }

  resolve(id: string, decision: ConflictDecision): Promise<Wired<void>> {
    return this.#answer((outbox) => outbox.resolve(id, decision));
  }

  putDraft(owner: DraftOwner, draft: Draft): Promise<Wired<void>> {
    return this.#answer((outbox) => outbox.drafts.put(owner, draft));
  }

  listDrafts(filter?: Partial<DraftOwner>): Promise<Wired<KeptDraft[]>> {
    return this.#answer((outbox) => outbox.drafts.list(filter));
  }

  removeDraft(owner: DraftOwner, key: string): Promise<Wired<void>> {
    return this.#answer((outbox) => outbox.drafts.remove(owner, key));
  }

  discardDraft(id: string): Promise<Wired<void>> {
    return this.#answer((outbox) => outbox.drafts.discard(id));
  }

  close(): Promise<Wired<void>> {
    return this.#answer((outbox) => outbox.close());
  }

  /** What the page asked for. It hears first what happened until then: an answer must not be older news than what follows. */
  async #answer<T>(ask: (outbox: OutboxEngine) => Promise<T>): Promise<Wired<T>> {
    const answer = await pack(async () => {
      if (!this.#engine) throw new SamspilError('closed', 'The outbox has not been opened.');
      return ask(this.#engine);
    });
    this.#tellNow();
    return answer;
  }

  /** Told at once; while much happens, a few times in a blink: a message costs more than what it says. */
  #tell(snapshot: ReceiptSnapshot): void {
    if (this.#changed.push(snapshot) === 1 && !this.#isPausing) queueMicrotask(() => this.#tellNow());
  }

  #tellNow(): void {
    if (this.#changed.length === 0) return;
    void this.#page?.onChange(this.#changed.splice(0));
    if (this.#isPausing) return;
    this.#isPausing = true;
    setTimeout(() => {
      this.#isPausing = false;
      this.#tellNow();
    }, PAUSE_MS);
  }
}

expose(new OutboxWorker());
