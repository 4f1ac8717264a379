import type { ReceiptState } from '@samspil/sdk';

/** The tone of a chip that says how far a write has come; none where nothing is to be told apart. */
export const RECEIPT_TONES: Readonly<Record<ReceiptState, string>> = {
  stored: '',
  sending: '',
  accepted: 'ok',
  conflict: 'warn',
  rejected: 'danger',
  'needs-login': 'warn',
};
