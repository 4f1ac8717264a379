import type { Frame, Page } from 'playwright-core';
import type { ReceiptSnapshot } from '@samspil/sdk';
import type { WriteRequest } from '@samspil/sdk/offline';
import type { Kit } from '../pages/page.ts';

declare const kit: Kit;

/** One tab, or a frame in one, with the page of the kit in it. What is asked of a dead one is never answered. */
export class Tab {
  readonly page: Page;
  readonly #frame: Frame;

  constructor(page: Page, frame: Frame = page.mainFrame()) {
    this.page = page;
    this.#frame = frame;
  }

  opened(): Promise<{ error?: string }> {
    return this.#asked(this.#frame.evaluate(() => kit.opened()));
  }

  save(request: WriteRequest): Promise<{ error?: string }> {
    return this.#asked(this.#frame.evaluate((one) => kit.save(one), request));
  }

  list(): Promise<ReceiptSnapshot[] | { error: string }> {
    return this.#asked(this.#frame.evaluate(() => kit.list()));
  }

  /** Everything that waits for a person, once nothing else is left. */
  drained(isHurried = true): Promise<ReceiptSnapshot[] | { error: string }> {
    return this.#asked(this.#frame.evaluate((hurry) => kit.drained(hurry), isHurried));
  }

  flush(): Promise<void> {
    return this.#asked(this.#frame.evaluate(() => kit.flush()));
  }

  close(): Promise<void> {
    return this.#asked(this.#frame.evaluate(() => kit.close()));
  }

  terminateWorker(): Promise<void> {
    return this.#asked(this.#frame.evaluate(() => kit.terminate()));
  }

  /** Leaves so many idle sockets to the server behind. */
  async warm(sockets: number): Promise<void> {
    await this.#asked(
      this.#frame.evaluate(async (count) => {
        const all = Array.from({ length: count }, (_, index) => fetch(`/warm?of=${count}&index=${index}`));
        for (const response of await Promise.all(all)) await response.text();
      }, sockets),
    );
  }

  /** A promise that a killed page owes is owed for ever: whoever waits for it waits for the kill too. */
  async #asked<T>(answer: Promise<T>): Promise<T> {
    try {
      return await answer;
    } catch (error) {
      if (isGone(error)) return new Promise<T>(() => undefined);
      throw error;
    }
  }
}

function isGone(error: unknown): boolean {
  return /closed|crashed|detached|destroyed|disposed/i.test(String(error));
}
