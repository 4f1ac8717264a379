import type { Signal } from './types.ts';

/**
 * Tells every listener. One that throws stops neither the others nor the caller; its error is reported as if the
 * platform had called it.
 */
export function tellAll<T>(listeners: Iterable<(value: T) => void>, value: T): void {
  for (const listener of [...listeners]) {
    try {
      listener(value);
    } catch (error) {
      queueMicrotask(() => {
        throw error;
      });
    }
  }
}

/** A {@link Signal} its owner can set. Setting an equal value tells nobody. */
export class WritableSignal<T> implements Signal<T> {
  #value: T;
  readonly #listeners = new Set<(value: T) => void>();

  constructor(value: T) {
    this.#value = value;
  }

  get value(): T {
    return this.#value;
  }

  set value(value: T) {
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    tellAll(this.#listeners, value);
  }

  subscribe(listener: (value: T) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
