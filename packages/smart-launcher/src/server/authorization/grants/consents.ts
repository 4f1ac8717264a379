import { LIFETIMES } from './lifetimes.ts';
import type { DurableStore } from '../store/durable-store.ts';

/**
 * What a person has approved for an app since signing in. Launching the same app for the next patient does not ask
 * again; an app that asks for one scope more does.
 */
export class Consents {
  readonly #store: DurableStore;

  constructor(store: DurableStore) {
    this.#store = store;
  }

  covers(sessionUid: string, clientId: string, scope: string): boolean {
    const approved = this.#approved(sessionUid, clientId);
    return scope.split(' ').every((word) => approved.has(word));
  }

  approve(sessionUid: string, clientId: string, scope: string): void {
    const approved = this.#approved(sessionUid, clientId);
    for (const word of scope.split(' ')) approved.add(word);
    this.#store.set(`Consent:${sessionUid}:${clientId}`, [...approved], LIFETIMES.session);
  }

  #approved(sessionUid: string, clientId: string): Set<string> {
    const words = this.#store.get(`Consent:${sessionUid}:${clientId}`);
    return new Set(Array.isArray(words) ? words.map(String) : []);
  }
}
