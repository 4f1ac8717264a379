import type { ReceiptsState } from '../controllers/receipts-controller.ts';

/**
 * Whether any write did not go by itself: it was refused, it met another version, it needs a sign-in, or an attempt failed.
 * What is merely on its way is nothing to look at; what cannot be read may be any of them.
 */
export function hasHeldUp({ receipts, unreadable }: Pick<ReceiptsState, 'receipts' | 'unreadable'>): boolean {
  return unreadable > 0 || receipts.some(({ state, error }) => error && state !== 'accepted');
}
