import type { PageOutbox } from '@samspil/sdk';
import type { WorkplaceHost } from '@samspil/sdk/host';
import type { ReceiptSource } from '../../controllers/receipts-controller.ts';
import { HostReceipts } from '../../receipts/host-receipts.ts';

/** What holds the writes and can send them: an app's `workplace.outbox`, or the outbox of `openOutbox`. */
export type UnsentOutbox = Pick<PageOutbox, 'list' | 'subscribe' | 'flush'>;

/** The writes that a sign-out leaves behind: all of a workplace, or those of an app in a page of its own. */
export class UnsentSource {
  readonly #hostReceipts = new HostReceipts();
  #known: { readonly outbox: UnsentOutbox; readonly source: ReceiptSource } | undefined;

  of(host: WorkplaceHost | undefined, outbox: UnsentOutbox | undefined): ReceiptSource | undefined {
    if (host) return this.#hostReceipts.of(host);
    if (!outbox) return undefined;
    if (this.#known?.outbox !== outbox) {
      const source: ReceiptSource = {
        receipts: () => outbox.list(),
        subscribe: (listener) => outbox.subscribe(listener),
      };
      this.#known = { outbox, source };
    }
    return this.#known.source;
  }
}
