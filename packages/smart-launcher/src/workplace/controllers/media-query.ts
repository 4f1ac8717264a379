import type { Followed } from './follow-signals.ts';

/** Whether the screen is as a CSS media query says, to be followed. */
export class MediaQuery implements Followed {
  readonly #list: MediaQueryList;

  constructor(query: string) {
    this.#list = globalThis.matchMedia(query);
  }

  get matches(): boolean {
    return this.#list.matches;
  }

  subscribe(listener: () => void): () => void {
    this.#list.addEventListener('change', listener);
    return () => this.#list.removeEventListener('change', listener);
  }
}
