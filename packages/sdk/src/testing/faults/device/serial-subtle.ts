import type { TurnOwner, Turns } from './turns.ts';

/**
 * The platform's own cryptography, one operation in each turn: it is computed for real, and its answers come in the order
 * that the history draws instead of that in which threads happen to finish.
 */
export function serialSubtle(subtle: SubtleCrypto, turns: Turns, owner: TurnOwner): SubtleCrypto {
  return new Proxy(subtle, {
    get(target, name) {
      const operation = Reflect.get(target, name) as unknown;
      if (typeof operation !== 'function') return operation;
      return (...args: unknown[]) =>
        new Promise((resolve, reject) => {
          turns.post(
            () => (Reflect.apply(operation, target, args) as Promise<unknown>).then(resolve, reject),
            { owner },
          );
        });
    },
  });
}
