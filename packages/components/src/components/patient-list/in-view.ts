import { isServer, type LitElement, type ReactiveController } from 'lit';

/** How many of the marked rows are on the screen: the others are counted above the list (LST-32). */
export class InView implements ReactiveController {
  readonly #host: LitElement;
  readonly #rows = new Set<Element>();
  #count = 0;
  readonly #watch = isServer
    ? undefined
    : new IntersectionObserver((entries) => {
        for (const { target, isIntersecting } of entries) {
          if (isIntersecting) this.#rows.add(target);
          else this.#rows.delete(target);
        }
        this.#tell();
      });

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  get count(): number {
    return this.#count;
  }

  hostUpdated(): void {
    const marked = new Set(this.#host.renderRoot.querySelectorAll('tr.marked'));
    for (const row of this.#watched) if (!marked.has(row)) this.#forget(row);
    for (const row of marked) if (!this.#watched.has(row)) this.#watch?.observe(row);
    this.#watched = marked;
  }

  hostDisconnected(): void {
    this.#watch?.disconnect();
    this.#watched = new Set();
    this.#rows.clear();
  }

  #watched: ReadonlySet<Element> = new Set();

  #forget(row: Element): void {
    this.#watch?.unobserve(row);
    this.#rows.delete(row);
  }

  #tell(): void {
    if (this.#count === this.#rows.size) return;
    this.#count = this.#rows.size;
    this.#host.requestUpdate();
  }
}
