import type { Workplace } from '@samspil/sdk';
import type { ReceiptsState } from '../../controllers/receipts-controller.ts';
import { hasHeldUp } from '../../receipts/held-up.ts';

/**
 * Whether a page needs its list of unsent writes now, which most never do: it is a page of its own, something is held up,
 * and there is a connection to fetch the list over. What needs a person was said by a server, so there is one just then;
 * until there is, `samspil-sync-status` says what waits.
 */
export function needsOutbox(
  workplace: Workplace | undefined,
  known: Pick<ReceiptsState, 'receipts' | 'unreadable'>,
): boolean {
  return workplace?.outbox !== undefined && workplace.online.value && hasHeldUp(known);
}
