import type { LitElement, ReactiveController } from 'lit';

/** What a person has selected, is looking over, or is about to reject. Nothing at first (RXV-12). */
export class SelectionController implements ReactiveController {
  readonly #host: LitElement;
  #selected = new Set<string>();
  #isReviewing = false;
  #asked: string | undefined;
  #isReasonMissing = false;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  /** Whether what is selected is being looked over. */
  get isReviewing(): boolean {
    return this.#isReviewing;
  }

  /** Whose rejection is being asked about. */
  get asked(): string | undefined {
    return this.#asked;
  }

  /** Whether it was tried to reject without a reason. */
  get isReasonMissing(): boolean {
    return this.#isReasonMissing;
  }

  hostDisconnected(): void {
    this.#selected.clear();
    this.#isReviewing = false;
    this.#asked = undefined;
  }

  has(key: string): boolean {
    return this.#selected.has(key);
  }

  toggle(key: string): void {
    if (!this.#selected.delete(key)) this.#selected.add(key);
    // What was looked over is another choice now.
    this.#isReviewing = false;
    this.#host.requestUpdate();
  }

  clear(): void {
    this.#selected = new Set();
    this.#isReviewing = false;
    this.#host.requestUpdate();
  }

  review(): void {
    this.#isReviewing = true;
    void this.#focus('.question');
  }

  ask(key: string | undefined): void {
    this.#asked = key;
    this.#isReasonMissing = false;
    void this.#focus(key === undefined ? undefined : '.why input');
  }

  missReason(): void {
    this.#isReasonMissing = true;
    void this.#focus('.why input');
  }

  async #focus(selector: string | undefined): Promise<void> {
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    if (selector) this.#host.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }
}
