import type { Outbox } from '../../../offline/types.ts';
import { SamspilError, isSamspilError } from '../../../errors.ts';
import type { Tab } from '../device/device.ts';
import type { Ledger } from '../oracle/ledger.ts';

/** Opens what is tested in a tab: the outbox, or something that claims the same. */
export type OpenSubject = (tab: Tab, session: PageSession) => Promise<Outbox>;

/** What a page's outbox may ask for, of its own user only. */
export interface PageSession {
  readonly fhirBaseUrl: string;
  /** `Practitioner/id`. */
  readonly user: string;
  accessToken(): Promise<string | undefined>;
  releaseKey(): Promise<Uint8Array>;
}

/** One tab with a page in it, signed in as one user. */
export class Page {
  readonly tab: Tab;
  readonly user: string;
  readonly #ledger: Ledger;
  readonly #outbox: Promise<Outbox>;
  #hasOpened = true;

  constructor(tab: Tab, user: string, ledger: Ledger, outbox: Promise<Outbox>) {
    this.tab = tab;
    this.user = user;
    this.#ledger = ledger;
    this.#outbox = outbox;
    outbox.catch(() => {
      this.#hasOpened = false;
    });
  }

  /** True while somebody can sit in front of it. */
  get isUsable(): boolean {
    return this.tab.state === 'alive' && this.#hasOpened;
  }

  /** True when it has to be loaded anew: the tab is gone, or its outbox could not be opened. */
  get isOver(): boolean {
    return this.tab.state === 'dead' || !this.#hasOpened;
  }

  /** Does something with the outbox, at once if it is open. An error with a code is an answer; any other is a fault. */
  use(work: (outbox: Outbox) => Promise<void>): void {
    void this.#outbox.then(work).catch((error: unknown) => {
      if (!isSamspilError(error) || error.code === 'unexpected')
        this.#ledger.blame('crash', `the outbox failed with ${describe(error)}`);
    });
  }

  /** The same, for who waits for the answer. Undefined when it could not be given. */
  ask<T>(work: (outbox: Outbox) => Promise<T>): { readonly answer: T | undefined } {
    const asked: { answer: T | undefined } = { answer: undefined };
    this.use(async (outbox) => {
      asked.answer = await work(outbox);
    });
    return asked;
  }
}

function describe(error: unknown): string {
  return error instanceof SamspilError ? error.code : String(error);
}
