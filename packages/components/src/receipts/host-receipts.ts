import type { WorkplaceHost } from '@samspil/sdk/host';
import type { ReceiptSource } from '../controllers/receipts-controller.ts';

/** A host's writes of all patients, in the shape of a lease's; the same source for as long as the host is the same. */
export class HostReceipts {
  #known: { readonly host: WorkplaceHost; readonly source: ReceiptSource } | undefined;

  of(host: WorkplaceHost): ReceiptSource {
    if (this.#known?.host !== host) {
      const source: ReceiptSource = {
        receipts: () => host.receipts(),
        subscribe: (listener) => host.subscribeReceipts(listener),
      };
      this.#known = { host, source };
    }
    return this.#known.source;
  }
}
