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

/** What the worker does for the page: the outbox, with outcomes packed. */
export class OutboxWorker {
  #engine: OutboxEngine | undefined;
  // Held for as long as the worker lives: a proxy that is collected takes its port down with it (comlink #667).
  #page: ProxyOrClone<PageSide> | undefined;
  readonly #changed: ReceiptSnapshot[] = [];

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
    return pack(() => this.#started().enqueue(write));
  }

  list(filter?: { patient?: string }): Promise<Wired<ReceiptSnapshot[]>> {
    return pack(() => this.#started().list(filter));
  }

  flush(cause?: FlushCause): Promise<Wired<void>> {
    return pack(() => this.#started().flush(cause));
  }

  retry(id: string): Promise<Wired<void>> {
    return pack(() => this.#started().retry(id));
  }

  discard(id: string, reason: string): Promise<Wired<void>> {
    return pack(() => this.#started().discard(id, reason));
  }

  conflict(id: string): Promise<Wired<WriteConflict>> {
    return pack(() => this.#started().conflict(id));
  }

  repair(id: string): Promise<Wired<ParkedWrite>> {
    return pack(() => this.#started().repair(id));
  }

  resolve(id: string, decision: ConflictDecision): Promise<Wired<void>> {
    return pack(() => this.#started().resolve(id, decision));
  }

  putDraft(owner: DraftOwner, draft: Draft): Promise<Wired<void>> {
    return pack(() => this.#started().drafts.put(owner, draft));
  }

  listDrafts(filter?: Partial<DraftOwner>): Promise<Wired<KeptDraft[]>> {
    return pack(() => this.#started().drafts.list(filter));
  }

  removeDraft(owner: DraftOwner, key: string): Promise<Wired<void>> {
    return pack(() => this.#started().drafts.remove(owner, key));
  }

  discardDraft(id: string): Promise<Wired<void>> {
    return pack(() => this.#started().drafts.discard(id));
  }

  close(): Promise<Wired<void>> {
    return pack(() => this.#started().close());
  }

  /** What was written down together is told together: a message costs more than what it says. */
  #tell(snapshot: ReceiptSnapshot): void {
    if (this.#changed.push(snapshot) > 1) return;
    queueMicrotask(() => void this.#page?.onChange(this.#changed.splice(0)));
  }

  #started(): OutboxEngine {
    if (!this.#engine) throw new SamspilError('closed', 'The outbox has not been opened.');
    return this.#engine;
  }
}

expose(new OutboxWorker());
