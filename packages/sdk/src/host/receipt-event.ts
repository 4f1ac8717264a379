import type { ReceiptSnapshot } from '../workplace/types.ts';
import type { HostEvent } from './types.ts';

/** What whoever watches the host may know of a write: how it stands and whose plugin made it, nothing of the patient. */
export function receiptEvent({ state, plugin, error }: ReceiptSnapshot): Omit<HostEvent, 'at'> {
  return { kind: 'receipt', name: state, plugin: plugin.id, ...(error && { code: error.code }) };
}
