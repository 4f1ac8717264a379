import type { ReactiveControllerHost } from 'lit';
import { codeOf } from './lease-task.ts';

/** What a button does that takes a while and may fail: once at a time, and the failure as a code. */
export class PressTask {
  readonly #host: ReactiveControllerHost;
  #isRunning = false;
  #failure: string | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  get isRunning(): boolean {
    return this.#isRunning;
  }

  /** Why the last press came to nothing. */
  get failure(): string | undefined {
    return this.#failure;
  }

  /** Runs unless it is running. Never rejects. */
  async run(work: () => Promise<unknown>): Promise<void> {
    if (this.#isRunning) return;
    this.#set(true);
    try {
      await work();
      this.#set(false);
    } catch (error) {
      this.#set(false, codeOf(error));
    }
  }

  /** As if nothing had been pressed: for a page that comes back out of the browser's memory. */
  forget(): void {
    this.#set(false);
  }

  #set(isRunning: boolean, failure?: string): void {
    this.#isRunning = isRunning;
    this.#failure = failure;
    this.#host.requestUpdate();
  }
}
