import type { PageOutbox } from '@samspil/sdk';
import type { WorkplaceHost } from '@samspil/sdk/host';
import type { ReceiptSource } from '../../controllers/receipts-controller.ts';
import { HostReceipts } from '../../receipts/host-receipts.ts';

/** The writes that a sign-out leaves behind: all of a workplace, or those of an app in a page of its own. */
export class UnsentSource {
  readonly #hostReceipts = new HostReceipts();
  #known: { readonly outbox: PageOutbox; readonly source: ReceiptSource } | undefined;

  of(host: WorkplaceHost | undefined, outbox: PageOutbox | undefined): ReceiptSource | undefined {
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
