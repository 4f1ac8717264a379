import type { Runtime } from '../../../runtime.ts';
import { Storage } from '../storage/storage.ts';
import { Channels } from './channels.ts';
import type { Clock } from './clock.ts';
import { Locks } from './locks.ts';
import { serialSubtle } from './serial-subtle.ts';
import type { TurnOwner, Turns } from './turns.ts';

/** Sends one request for a tab. */
export type TabFetch = (tab: Tab, input: string, init?: RequestInit) => Promise<Response>;

/** What a {@link Device} is made of. */
export interface DeviceOptions {
  turns: Turns;
  clock: Clock;
  fetch: TabFetch;
  /** Numbers from 0 up to 1. */
  random: () => number;
}

/** One tab, or the worker of one: it lives until it crashes, and stands still while it is frozen. */
export interface Tab extends TurnOwner {
  readonly number: number;
  state: TurnOwner['state'];
  /** It was frozen, and what it led goes on elsewhere; until it holds a lock again it is a zombie. */
  wasFrozen: boolean;
  readonly runtime: Runtime;
}

/** One browser profile: what its tabs share (storage, locks, channels), and how they end. */
export class Device {
  /** How wrong its clock is, in milliseconds. */
  skewMs = 0;
  readonly storage: Storage;
  readonly locks: Locks;
  readonly tabs: Tab[] = [];
  readonly #options: DeviceOptions;
  readonly #channels: Channels;

  constructor(options: DeviceOptions) {
    const { turns } = options;
    this.#options = options;
    this.#channels = new Channels(turns);
    this.locks = new Locks(turns);
    this.storage = new Storage(turns, (owner) => this.crash(owner as Tab));
  }

  openTab(): Tab {
    const { turns, clock, fetch, random } = this.#options;
    const randomBytes = (length: number) => {
      const bytes = new Uint8Array(length);
      for (let index = 0; index < length; index += 1) bytes[index] = Math.floor(random() * 256);
      return bytes;
    };
    const tab: Tab = {
      number: this.tabs.length + 1,
      state: 'alive',
      wasFrozen: false,
      get runtime() {
        return runtime;
      },
    };
    const runtime: Runtime = {
      now: () => clock.nowMs + this.skewMs,
      fetch: (input, init) => fetch(tab, input, init),
      randomUUID: () => uuidOf(randomBytes(16)),
      randomBytes,
      schedule: (delayMs, callback) => clock.schedule(tab, delayMs, callback),
      subtle: serialSubtle(globalThis.crypto.subtle, turns, tab),
      locks: this.locks.managerFor(tab),
      indexedDB: this.storage.factoryFor(tab),
      openChannel: (name) => this.#channels.open(name, tab),
    };
    this.tabs.push(tab);
    return tab;
  }

  /** Ends a tab as a crash does: nothing of it runs any more, its locks go on, its open transactions never were. */
  crash(tab: Tab): void {
    tab.state = 'dead';
    this.storage.dropFor(tab);
    this.locks.handOn();
  }

  /** Stops a tab where it is. The browser takes its locks and its connections. */
  freeze(tab: Tab): void {
    if (tab.state !== 'alive') return;
    tab.state = 'frozen';
    tab.wasFrozen = true;
    this.storage.dropFor(tab);
    this.locks.handOn();
  }

  /** Lets it go on, knowing nothing of the time between. */
  thaw(tab: Tab): void {
    if (tab.state !== 'frozen') return;
    tab.state = 'alive';
    this.locks.handOn();
  }
}

/** RFC 9562, version 4. */
function uuidOf(bytes: Uint8Array): string {
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const digits = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
