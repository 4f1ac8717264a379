import type { ReceiptsState } from '../controllers/receipts-controller.ts';

/** How many writes the record has not received; undefined where that cannot be known. */
export function countWaiting({ status, receipts, unreadable }: ReceiptsState): number | undefined {
  if (status === 'failed' || unreadable > 0) return undefined;
  return receipts.filter(({ state }) => state !== 'accepted').length;
}
