import type { RefusedWrite } from '../contract/repair.ts';
import type { ClinicalContext, Signal } from './types.ts';

/**
 * A write of this plugin that the server refused, and that a person wants to correct: the form opens with what is in it,
 * at the element that an issue names. Saving with `{ replaces: repair.receipt }` under `context` puts the corrected one in
 * its place.
 */
export interface Repair extends RefusedWrite {
  readonly context: ClinicalContext;
}

/** The plugin's side: gives what is to be corrected to whoever has the form. */
export interface Repairs {
  /** Returns the function that takes it back. */
  onRepair: (handler: (repair: Repair) => void) => () => void;
  /** Only under the lease it was sent for. False when there is no form for it yet: it waits for one. */
  ask: (lease: string, write: RefusedWrite) => boolean;
}

/** @param present the open context */
export function repairs(present: Signal<ClinicalContext | undefined>): Repairs {
  const handlers = new Set<(repair: Repair) => void>();
  let waiting: (() => void) | undefined;
  const ask = (lease: string, write: RefusedWrite): boolean => {
    const context = present.value;
    const isHeard = handlers.size > 0;
    waiting = isHeard ? undefined : () => ask(lease, write);
    if (context?.id === lease) for (const handler of [...handlers]) handler({ ...write, context });
    return isHeard;
  };
  return {
    ask,
    onRepair(handler) {
      handlers.add(handler);
      waiting?.();
      return () => handlers.delete(handler);
    },
  };
}
