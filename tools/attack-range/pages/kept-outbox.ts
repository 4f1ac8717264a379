import type { Outbox } from '@samspil/sdk/offline';

/** The one outbox of the range, as a workplace gets it: many workplaces follow each other on it, and none closes it. */
export function keptOutbox(outbox: Outbox): Outbox {
  return new Proxy(outbox, {
    get(target, name) {
      if (name === 'close') return async () => undefined;
      const member: unknown = Reflect.get(target, name, target);
      return typeof member === 'function'
        ? (member as (...given: unknown[]) => unknown).bind(target)
        : member;
    },
  });
}
