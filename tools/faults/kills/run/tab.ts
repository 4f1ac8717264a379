import type { CDPSession } from 'playwright-core';
import type { ReceiptSnapshot } from '@samspil/sdk';
import type { WriteRequest } from '@samspil/sdk/offline';
import type { OpenPage } from './browser.ts';

/** One tab with the page of the kit in it. What is asked of a dead one is never answered. */
export class Tab {
  readonly page: OpenPage;

  constructor(page: OpenPage) {
    this.page = page;
  }

  /** The code of the error with which it was refused, if it was. */
  save(request: WriteRequest): Promise<{ error?: string }> {
    return this.#asked(`kit.save(${JSON.stringify(request)})`);
  }

  list(): Promise<ReceiptSnapshot[] | { error: string }> {
    return this.#asked('kit.list()');
  }

  /** Everything that waits for a person, once nothing else is left. */
  drained(isHurried = true): Promise<ReceiptSnapshot[] | { error: string }> {
    return this.#asked(`kit.drained(${isHurried})`);
  }

  terminateWorker(): Promise<void> {
    return this.#asked('kit.terminate()');
  }

  /** Chromium's own protocol for this page. */
  control(): Promise<CDPSession> {
    if (!this.page.control) throw new Error('This situation can only be played in Chromium.');
    return this.page.control();
  }

  /** Gives what lets it go on. */
  freeze(): Promise<() => void> {
    if (!this.page.freeze) throw new Error('This situation can only be played in Chromium.');
    return this.page.freeze();
  }

  /** Leaves so many idle sockets to the server behind. */
  warm(sockets: number): Promise<void> {
    return this.#asked(`kit.warm(${sockets})`);
  }

  /** A promise that a killed page owes is owed for ever: whoever waits for it waits for the kill too. */
  async #asked<T>(expression: string): Promise<T> {
    try {
      return await this.page.evaluate<T>(expression);
    } catch (error) {
      if (isGone(error)) return new Promise<T>(() => undefined);
      throw error;
    }
  }
}

function isGone(error: unknown): boolean {
  return /clos|crash|detach|destroy|disposed|no such|discarded|terminated/i.test(String(error));
}
