import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { PrintController } from './print-controller.ts';

/**
 * Which closed parts are drawn: those that were opened once, and all of them on paper. For parts that can be long; a short
 * one is better drawn at once, because then the browser finds a word in it.
 */
export class DrawnController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #print: PrintController;
  readonly #opened = new Set<string>();

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    this.#print = new PrintController(host);
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#opened.clear();
  }

  /** Whether the page is being put on paper. */
  get isPrinting(): boolean {
    return this.#print.isPrinting;
  }

  /** Whether the part of this key is drawn. */
  draws(key: string): boolean {
    return this.#print.isPrinting || this.#opened.has(key);
  }

  /** Draws it from now on, before the browser opens it. */
  open(key: string): void {
    if (this.#opened.has(key)) return;
    this.#opened.add(key);
    this.#host.requestUpdate();
  }
}
