import type { ReactiveController, ReactiveControllerHost } from 'lit';

type Host = ReactiveControllerHost & HTMLElement & { readonly renderRoot: HTMLElement | DocumentFragment };

/**
 * Knows which frame a person was in last. When a frame is taken off the page the browser drops the focus to the body, and
 * a keyboard would have to begin at the top; an element can then put the focus where the frame was.
 */
export class FrameFocus implements ReactiveController {
  readonly #host: Host;
  #connection: AbortController | undefined;
  #frame: Element | undefined;

  constructor(host: Host) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    // Going into a frame takes the focus from the window; coming out of it by hand gives it to something of the page.
    window.addEventListener('blur', () => this.#look(), { signal });
    document.addEventListener('focusin', () => this.#look(), { signal });
    document.addEventListener('pointerdown', () => (this.#frame = undefined), { signal });
  }

  hostDisconnected(): void {
    this.#connection?.abort();
    this.#frame = undefined;
  }

  /** True once, when the person was in this frame, it is gone, and nothing else has the focus since. */
  wasIn(frame: Element | undefined): boolean {
    if (!frame || frame !== this.#frame || frame.isConnected) return false;
    this.#frame = undefined;
    return document.activeElement === document.body || document.activeElement === null;
  }

  #look(): void {
    const active = (this.#host.renderRoot as ShadowRoot).activeElement;
    this.#frame = active instanceof HTMLIFrameElement ? active : undefined;
  }
}
