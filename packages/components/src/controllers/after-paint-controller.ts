import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Whether the first screen is on the glass already. What stands below it can come a frame later, so that a person sees the
 * first rows sooner. A page that nobody sees has no frames: on paper everything is drawn all the same (PrintController).
 */
export class AfterPaintController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #isPainted = false;
  #frame: number | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** Asked while rendering: false once at first, and then the host renders again after the next frame. */
  get isPainted(): boolean {
    // A server has no frames.
    if (!this.#isPainted && typeof requestAnimationFrame === 'function')
      this.#frame ??= requestAnimationFrame(() => setTimeout(this.#painted));
    return this.#isPainted;
  }

  hostDisconnected(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
  }

  readonly #painted = (): void => {
    this.#isPainted = true;
    this.#host.requestUpdate();
  };
}
