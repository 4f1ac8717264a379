import type { ReceiptSnapshot } from '@samspil/sdk';

/**
 * Whether any write did not go by itself: it was refused, it met another version, it needs a sign-in, or an attempt failed.
 * What is merely on its way is nothing to look at.
 */
export function hasHeldUp(receipts: readonly ReceiptSnapshot[]): boolean {
  return receipts.some(({ state, error }) => error && state !== 'accepted');
}
