import type { ReceiptSnapshot } from '@samspil/sdk';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { readReceipt } from '../receipts/read-receipt.ts';
import { codeOf } from './lease-task.ts';

/** Anything that can list unfinished writes and tell of changes: a lease's `fhir`, or a workplace's host. */
export interface ReceiptSource {
  receipts(): Promise<ReceiptSnapshot[]>;
  subscribe(listener: (snapshot: ReceiptSnapshot) => void): () => void;
}

/** What is known of the writes of one source. */
export interface ReceiptsState {
  readonly status: 'none' | 'loading' | 'loaded' | 'failed';
  readonly code?: string;
  /** Oldest first; accepted ones stay until the source changes. What a person gave up waits for nobody, and is left out. */
  readonly receipts: readonly ReceiptSnapshot[];
  /** How much was told that is no receipt: writes that may wait, and of which nothing is known. */
  readonly unreadable: number;
}

const nothing: ReceiptsState = { status: 'none', receipts: [], unreadable: 0 };

/** Follows the writes of one source: those unfinished when it began, and every change after. */
export class ReceiptsController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #source: () => ReceiptSource | undefined;
  #current: ReceiptSource | undefined;
  #stop: (() => void) | undefined;
  #state: ReceiptsState = nothing;

  constructor(host: ReactiveControllerHost, source: () => ReceiptSource | undefined) {
    this.#host = host;
    this.#source = source;
    host.addController(this);
  }

  get state(): ReceiptsState {
    return this.#state;
  }

  /** Reads the list again, for example after a failure. */
  reload(): void {
    this.#follow(this.#current);
  }

  hostUpdate(): void {
    const source = this.#source();
    if (source !== this.#current) this.#follow(source);
  }

  hostDisconnected(): void {
    this.#stop?.();
    this.#stop = undefined;
    this.#current = undefined;
    this.#state = nothing;
  }

  #follow(source: ReceiptSource | undefined): void {
    this.#stop?.();
    this.#current = source;
    if (!source) {
      this.#stop = undefined;
      this.#set(nothing);
      return;
    }
    const seen = new Map<string, ReceiptSnapshot>();
    let status: ReceiptsState['status'] = 'loading';
    let unreadable = 0;
    const listed = () => [...seen.values()].filter(({ error }) => error?.code !== 'aborted').sort(byAge);
    const show = () => this.#set({ status, receipts: listed(), unreadable });
    // Subscribed first: a change between the list and the subscription would otherwise be lost.
    const stop = source.subscribe((told) => {
      const snapshot = readReceipt(told);
      if (snapshot) seen.set(snapshot.id, snapshot);
      else unreadable += 1;
      show();
    });
    let isCurrent = true;
    this.#stop = () => {
      isCurrent = false;
      stop();
    };
    show();
    source.receipts().then(
      (list) => {
        if (!isCurrent) return;
        for (const told of Array.isArray(list) ? list : [undefined]) {
          const snapshot = readReceipt(told);
          if (!snapshot) unreadable += 1;
          else if (!seen.has(snapshot.id)) seen.set(snapshot.id, snapshot);
        }
        status = 'loaded';
        show();
      },
      (error: unknown) => {
        if (!isCurrent) return;
        this.#set({ status: 'failed', code: codeOf(error), receipts: listed(), unreadable });
      },
    );
  }

  #set(state: ReceiptsState): void {
    this.#state = state;
    this.#host.requestUpdate();
  }
}

/** What was stored nobody knows when comes last: the first of the list is told as the oldest. */
function byAge(a: ReceiptSnapshot, b: ReceiptSnapshot): number {
  const [first, second] = [a, b].map(({ storedAt }) => Date.parse(storedAt) || Infinity);
  return first === second ? 0 : (first ?? 0) - (second ?? 0);
}
