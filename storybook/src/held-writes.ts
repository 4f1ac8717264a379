import { SamspilError, type PageOutbox, type ReceiptSnapshot } from '@samspil/sdk';

/** An outbox in memory that holds these writes until a person gives them up; nothing is sent anywhere. */
export function heldWrites(writes: readonly ReceiptSnapshot[]): PageOutbox {
  let held = [...writes];
  const listeners = new Set<(snapshot: ReceiptSnapshot) => void>();
  return {
    list: async () => held,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    flush: async () => undefined,
    retry: async () => undefined,
    discard: async (id) => {
      const given = held.find((each) => each.id === id);
      held = held.filter((each) => each.id !== id);
      // As the outbox tells of a write that a person gave up.
      const over = { state: 'rejected', error: { code: 'aborted' } } as const;
      if (given) for (const tell of listeners) tell({ ...given, ...over });
    },
    conflict: async () => {
      throw new SamspilError('not-found', 'This page holds no second version of a write.');
    },
    resolveConflict: async () => undefined,
    repair: async () => false,
  };
}
