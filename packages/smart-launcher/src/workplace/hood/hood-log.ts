import type { ReceiptSnapshot } from '@samspil/sdk';
import type { HostEvent, WorkplaceHost } from '@samspil/sdk/host';

/** How many messages are kept: what happened last matters, and the page runs for a whole shift. */
const KEPT_MESSAGES = 300;

/** What is known of a plugin from what it did. */
export interface PluginTrace {
  /** Its last state, a {@link HostEvent} name of kind `plugin`. */
  readonly state: string;
  readonly code: string | undefined;
  /** Newest value of each web vital. */
  readonly vitals: ReadonlyMap<string, number>;
}

/** Keeps what the host tells, for the panel. Methods, codes and receipts; no patient data. */
export class HoodLog {
  readonly #listeners = new Set<() => void>();
  readonly #stops: (() => void)[];
  readonly #receipts = new Map<string, ReceiptSnapshot>();
  readonly #plugins = new Map<string, PluginTrace>();
  #messages: readonly HostEvent[] = [];

  constructor(host: Pick<WorkplaceHost, 'subscribeEvents' | 'subscribeReceipts'>) {
    this.#stops = [
      host.subscribeEvents((event) => this.#add(event)),
      host.subscribeReceipts((receipt) => this.addReceipts([receipt])),
    ];
  }

  /** Newest first. */
  get messages(): readonly HostEvent[] {
    return this.#messages;
  }

  /** Newest first; accepted ones stay until logout. */
  get receipts(): readonly ReceiptSnapshot[] {
    return [...this.#receipts.values()].sort((a, b) => Date.parse(b.storedAt) - Date.parse(a.storedAt));
  }

  traceOf(pluginId: string): PluginTrace | undefined {
    return this.#plugins.get(pluginId);
  }

  addReceipts(receipts: readonly ReceiptSnapshot[]): void {
    for (const receipt of receipts) {
      // A person gave it up: the outbox says so once, and forgets it.
      if (receipt.error?.code === 'aborted') this.#receipts.delete(receipt.id);
      else this.#receipts.set(receipt.id, receipt);
    }
    this.#tell();
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    for (const stop of this.#stops) stop();
    this.#listeners.clear();
  }

  #add(event: HostEvent): void {
    this.#messages = [event, ...this.#messages].slice(0, KEPT_MESSAGES);
    const { plugin } = event;
    if (plugin !== undefined && (event.kind === 'plugin' || event.kind === 'vital'))
      this.#trace(plugin, event);
    this.#tell();
  }

  #trace(plugin: string, event: HostEvent): void {
    const before = this.#plugins.get(plugin) ?? { state: 'idle', code: undefined, vitals: new Map() };
    if (event.kind === 'plugin') {
      this.#plugins.set(plugin, { ...before, state: event.name, code: event.code });
    } else if (event.value !== undefined) {
      this.#plugins.set(plugin, { ...before, vitals: new Map(before.vitals).set(event.name, event.value) });
    }
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}
