import type { Signal } from '@samspil/sdk';
import { State } from './controllers/state.ts';

/** What stands between the workplace and the EHR. */
export interface ConnectionState {
  /** The simulator's switch; true where there is none. */
  readonly isSwitchedOn: boolean;
  /** What the browser says of the device's network. */
  readonly isDeviceOnline: boolean;
}

export interface ConnectionOptions {
  /** Where the simulator's switch is; undefined outside a simulation. */
  connectionUrl: string | undefined;
  fetch(url: string, init?: RequestInit): Promise<Response>;
  /** Told whenever the whole changes, and once at the start. */
  onChange(isOnline: boolean): void;
  /** Where `online` and `offline` are fired. Default: the window. */
  network?: EventTarget;
  /** What the browser says at the start. Default: `navigator.onLine`. */
  isDeviceOnline?: boolean;
}

/** Online means: the simulator's switch is on and the device has a network. */
export class Connection {
  readonly #options: ConnectionOptions;
  readonly #state: State<ConnectionState>;
  readonly #ended = new AbortController();

  constructor(options: ConnectionOptions) {
    this.#options = options;
    const isDeviceOnline = options.isDeviceOnline ?? globalThis.navigator.onLine;
    this.#state = new State<ConnectionState>({ isSwitchedOn: true, isDeviceOnline });
    const network = options.network ?? globalThis;
    const { signal } = this.#ended;
    network.addEventListener('online', () => this.#set({ isDeviceOnline: true }), { signal });
    network.addEventListener('offline', () => this.#set({ isDeviceOnline: false }), { signal });
    options.onChange(this.isOnline);
  }

  get state(): Signal<ConnectionState> {
    return this.#state;
  }

  get isOnline(): boolean {
    const { isSwitchedOn, isDeviceOnline } = this.#state.value;
    return isSwitchedOn && isDeviceOnline;
  }

  get hasSwitch(): boolean {
    return this.#options.connectionUrl !== undefined;
  }

  /** Asks how the switch stands: it may have been off when the browser was closed. Unknown counts as on. */
  async refresh(): Promise<void> {
    const url = this.#options.connectionUrl;
    if (url === undefined) return;
    try {
      this.#adopt(await (await this.#options.fetch(url)).json());
    } catch {
      // The FHIR calls will tell; a switch that cannot be read must not stop the work.
    }
  }

  /** Turns the switch. Resolves with false when the simulator did not take it. */
  async switch(isOn: boolean): Promise<boolean> {
    const url = this.#options.connectionUrl;
    if (url === undefined) return false;
    try {
      const response = await this.#options.fetch(url, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ connection: isOn ? 'online' : 'offline' }),
      });
      if (!response.ok) return false;
      this.#set({ isSwitchedOn: isOn });
      return true;
    } catch {
      return false;
    }
  }

  close(): void {
    this.#ended.abort();
  }

  #adopt(answer: unknown): void {
    const { connection } = (answer ?? {}) as { connection?: unknown };
    if (connection === 'online' || connection === 'offline')
      this.#set({ isSwitchedOn: connection === 'online' });
  }

  #set(change: Partial<ConnectionState>): void {
    const before = this.isOnline;
    this.#state.value = { ...this.#state.value, ...change };
    if (this.isOnline !== before) this.#options.onChange(this.isOnline);
  }
}
