import { Pacing } from '../../packages/sdk/src/offline/send/pacing/pacing.ts';
import { consequenceOf } from '../../packages/sdk/src/offline/send/answers/consequences.ts';
import { codeOfStatus } from '../../packages/sdk/src/fhir/statuses.ts';
import type { Answer, Server } from './server.ts';
import type { VirtualTime } from './virtual-time.ts';

/** One device with what waits on it, under some policy. */
export interface Device {
  /** Something was saved. */
  save(): void;
  /** The browser says that there is a network again. */
  online(): void;
  /** When the last of it had arrived; undefined while something waits. */
  readonly doneAtMs: number | undefined;
}

export interface DeviceContext {
  time: VirtualTime;
  server: Server;
  random: () => number;
}

/**
 * Our sender as far as it decides when to send: the product's own pacing and consequences, in virtual time. What is left
 * out is what takes no time here: sealing, storing, and the order of entries that build on each other.
 */
export class PacedDevice implements Device {
  doneAtMs: number | undefined;
  readonly #context: DeviceContext;
  readonly #pacing: Pacing;
  readonly #waiting = new Set<number>();
  readonly #underWay = new Set<number>();
  #next = 1;

  constructor(context: DeviceContext) {
    this.#context = context;
    const { time, random } = context;
    const runtime = {
      now: () => time.nowMs,
      schedule: (delayMs: number, callback: () => void) => time.schedule(delayMs, callback),
      randomBytes: () => new Uint8Array(new Uint32Array([random() * 2 ** 32]).buffer),
    };
    this.#pacing = new Pacing(runtime, () => this.#send());
  }

  save(): void {
    this.#waiting.add(this.#next++);
    this.doneAtMs = undefined;
    this.#send();
  }

  online(): void {
    this.#pacing.reconnected();
  }

  #send(): void {
    for (const entry of this.#waiting) {
      if (this.#pacing.isPaused || this.#underWay.size >= this.#pacing.width) return;
      if (this.#underWay.has(entry) || this.#pacing.isResting(entry)) continue;
      this.#underWay.add(entry);
      this.#pacing.started(entry);
      this.#context.server.ask((answer) => this.#hear(entry, answer));
    }
  }

  #hear(entry: number, answer: Answer): void {
    this.#underWay.delete(entry);
    if (answer.kind === 'accepted') {
      this.#waiting.delete(entry);
      this.#pacing.succeeded(entry);
    } else {
      const isRefused = answer.kind === 'refused';
      const code = isRefused ? codeOfStatus(429, false) : 'network';
      if (consequenceOf(code) !== 'again') throw new Error(`${code} would not be sent again`);
      this.#pacing.failed(entry, isRefused ? answer.retryAfterMs : undefined);
    }
    if (this.#waiting.size === 0) this.doneAtMs = this.#context.time.nowMs;
    else this.#send();
  }
}

/** How long a device without our policy waits after so many failures in a row, milliseconds. */
export type NaiveWait = (failures: number) => number;

/**
 * What is written in an afternoon: everything that waits is sent at once, six at a time as the browser has it; after a failure
 * everything waits by the clock alone; and back on the network everything is tried at once.
 */
export class NaiveDevice implements Device {
  doneAtMs: number | undefined;
  readonly #context: DeviceContext;
  readonly #wait: NaiveWait;
  #waiting = 0;
  #underWay = 0;
  #failures = 0;
  #cancel: (() => void) | undefined;

  constructor(context: DeviceContext, wait: NaiveWait) {
    this.#context = context;
    this.#wait = wait;
  }

  save(): void {
    this.#waiting += 1;
    this.doneAtMs = undefined;
    this.#send();
  }

  online(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#failures = 0;
    this.#send();
  }

  #send(): void {
    while (!this.#cancel && this.#underWay < Math.min(6, this.#waiting)) {
      this.#underWay += 1;
      this.#context.server.ask((answer) => this.#hear(answer));
    }
  }

  #hear(answer: Answer): void {
    this.#underWay -= 1;
    if (answer.kind === 'accepted') {
      this.#waiting -= 1;
      this.#failures = 0;
      if (this.#waiting === 0) this.doneAtMs = this.#context.time.nowMs;
    } else if (!this.#cancel) {
      this.#failures += 1;
      this.#cancel = this.#context.time.schedule(this.#wait(this.#failures), () => {
        this.#cancel = undefined;
        this.#send();
      });
    }
    this.#send();
  }
}
